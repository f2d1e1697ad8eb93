//! A panic is a fault of the program: it is told in one line, and costs one article at most.

use std::cell::RefCell;
use std::env;
use std::panic::{self, AssertUnwindSafe, catch_unwind};

thread_local! {
    /// Where the last panic of this thread began.
    static PLACE: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// A panic that was caught.
pub(super) struct Panicked {
    /// The line of the program.
    pub(super) place: Option<String>,
}

/// From now on panics say nothing of their own, unless `RUST_BACKTRACE` asks for it, but where they
/// began is kept.
pub fn quiet_panics() {
    let asked = env::var_os("RUST_BACKTRACE").is_some_and(|value| value != "0");
    let told = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        let place = panic.location().map(ToString::to_string);
        PLACE.with_borrow_mut(|last| *last = place);
        if asked {
            told(panic);
        }
    }));
}

/// Does some work; a panic ends it, and nothing else.
pub(super) fn catch<T>(work: impl FnOnce() -> T) -> Result<T, Panicked> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| Panicked {
        place: PLACE.take(),
    })
}
