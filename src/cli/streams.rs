//! What the standard streams do to a run that can't write to them: a gate's status tells what was
//! found, whoever reads along.

use std::io::{self, Write};

/// Standard output. Who closes the pipe has seen enough: the rest is dropped, and the status is still
/// the findings'. Any other failure ends the run, and its words say what could not be written.
pub(super) struct Output<'a> {
    stream: &'a mut dyn Write,
    closed: bool,
}

impl<'a> Output<'a> {
    pub(super) fn new(stream: &'a mut dyn Write) -> Self {
        Self {
            stream,
            closed: false,
        }
    }

    /// What becomes of a failure, where nothing more is to be done than `done`.
    fn heed<T>(&mut self, outcome: io::Result<T>, done: T) -> io::Result<T> {
        match outcome {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                self.closed = true;
                Ok(done)
            }
            // Whoever writes tries these again.
            Err(error) if error.kind() == io::ErrorKind::Interrupted => Err(error),
            outcome => outcome.map_err(unwritten),
        }
    }
}

impl Write for Output<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.closed {
            return Ok(bytes.len());
        }
        let written = self.stream.write(bytes);
        self.heed(written, bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.closed {
            return Ok(());
        }
        let flushed = self.stream.flush();
        self.heed(flushed, ())
    }
}

/// The same error, with what it means.
pub(super) fn unwritten(error: io::Error) -> io::Error {
    io::Error::new(
        error.kind(),
        format!("the output can't be written: {error}"),
    )
}

/// Standard error. What can't be written there can be said nowhere, and the status says it all the
/// same.
pub(super) struct Aside<'a>(pub(super) &'a mut dyn Write);

impl Write for Aside<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        Ok(self.0.write(bytes).unwrap_or(bytes.len()))
    }

    fn flush(&mut self) -> io::Result<()> {
        let _ = self.0.flush();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Takes so many bytes, and then fails.
    struct Full(usize, io::ErrorKind);

    impl Write for Full {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            let taken = bytes.len().min(self.0);
            self.0 -= taken;
            match taken {
                0 => Err(self.1.into()),
                taken => Ok(taken),
            }
        }

        fn flush(&mut self) -> io::Result<()> {
            self.write(b".").map(|_| ())
        }
    }

    #[test]
    fn a_reader_that_goes_ends_nothing_and_a_full_disk_does() {
        let mut pipe = Full(3, io::ErrorKind::BrokenPipe);
        let mut output = Output::new(&mut pipe);
        output.write_all(b"findings").unwrap();
        output.flush().unwrap();
        let mut disk = Full(3, io::ErrorKind::StorageFull);
        let error = Output::new(&mut disk).write_all(b"findings").unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::StorageFull);
        assert!(
            error
                .to_string()
                .starts_with("the output can't be written: ")
        );
        let mut aside = Full(3, io::ErrorKind::StorageFull);
        Aside(&mut aside).write_all(b"problems").unwrap();
    }
}
