//! Standard output, for commands whose work counts whether or not anybody reads what they say.
//!
//! A reader that has read enough (`| head`) ends nothing: the rest is dropped, and the command does
//! its work and answers with its own exit code. Every other refusal says what was refused.

use std::io::{self, Write};

/// Standard output, locked.
pub(super) fn out() -> Out {
    Out {
        to: io::stdout().lock(),
        left: false,
    }
}

/// See [`out`].
pub(super) struct Out {
    to: io::StdoutLock<'static>,
    /// Whether the reader has left.
    left: bool,
}

impl Out {
    fn tried<T>(&mut self, done: io::Result<T>, nothing: T) -> io::Result<T> {
        match done {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                self.left = true;
                Ok(nothing)
            }
            // Who writes a whole text tries again by itself, and must see that it may.
            Err(error) if error.kind() != io::ErrorKind::Interrupted => Err(io::Error::new(
                error.kind(),
                format!("could not write to standard output: {error}"),
            )),
            other => other,
        }
    }
}

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.left {
            return Ok(bytes.len());
        }
        let done = self.to.write(bytes);
        self.tried(done, bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.left {
            return Ok(());
        }
        let done = self.to.flush();
        self.tried(done, ())
    }
}
