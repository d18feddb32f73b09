//! The command `bindery`.

fn main() -> std::process::ExitCode {
    bindery::cli::run()
}
