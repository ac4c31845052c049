//! Themes are embedded whole, so a change in them is a change of the program.

fn main() {
    println!("cargo:rerun-if-changed=themes");
}
