//! Themes and starters are embedded whole, so a change in them is a change of the program.

fn main() {
    println!("cargo:rerun-if-changed=themes");
    println!("cargo:rerun-if-changed=starters");
}
