//! Builds again when a file of the embedded theme changes, which the embedding macro cannot tell Cargo by itself.

fn main() {
    println!("cargo::rerun-if-changed=themes/civic");
    println!("cargo::rerun-if-changed=src/cli/starter");
}
