//! The program `tarqim`.

use std::io;
use std::process::ExitCode;

use tarqim::cli;

fn main() -> ExitCode {
    // A panic on one article is caught and reported with its path; its own words serve only those
    // who ask for them.
    if std::env::var_os("RUST_BACKTRACE").is_none() {
        std::panic::set_hook(Box::new(|_| {}));
    }
    // Standard error is not locked: a bar of progress is drawn there from other threads.
    let ended = cli::run(
        std::env::args_os(),
        &mut io::stdout().lock(),
        &mut io::stderr(),
    );
    match ended {
        Ok(status) => ExitCode::from(status.code()),
        // Who closes the pipe has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            use io::Write;
            let _ = writeln!(io::stderr(), "error: {error}");
            ExitCode::from(2)
        }
    }
}
