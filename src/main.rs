//! The program `tarqim`.

use std::io;
use std::process::ExitCode;

use tarqim::cli;

fn main() -> ExitCode {
    cli::quiet_panics();
    // Standard error is not locked: a bar of progress is drawn there from other threads.
    let ended = cli::run(
        std::env::args_os(),
        &mut io::stdout().lock(),
        &mut io::stderr(),
    );
    match ended {
        Ok(status) => ExitCode::from(status.code()),
        Err(error) => {
            use io::Write;
            let _ = writeln!(io::stderr(), "error: {error}");
            ExitCode::from(2)
        }
    }
}
