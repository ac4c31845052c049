//! Themes are embedded whole, so a change in them is a change of the program.

#![expect(clippy::print_stdout, reason = "this is how cargo is told")]

fn main() {
    println!("cargo:rerun-if-changed=themes");
}
