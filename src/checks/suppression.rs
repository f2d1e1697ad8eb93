//! Directives that name nothing, do nothing, or were to end: what is said of them is known only when
//! all checks have run, so the checks themselves find nothing and the stage behind them judges for
//! their rules ([`suppress`](crate::suppress)).

use crate::check::{Check, CheckDef, Context, OptionError, RuleInstance, Sink};

/// The check of rules or words that do not exist.
pub const UNKNOWN: &str = "suppression-unknown";

/// The check of directives that have no effect.
pub const UNUSED: &str = "suppression-unused";

/// The check of directives whose day has passed.
pub const OVERDUE: &str = "suppression-overdue";

/// Reports names and words that do not exist.
pub static UNKNOWN_DEF: CheckDef = def(UNKNOWN);

/// Reports directives that have no effect.
pub static UNUSED_DEF: CheckDef = def(UNUSED);

/// Reports directives whose day has passed.
pub static OVERDUE_DEF: CheckDef = def(OVERDUE);

const fn def(name: &'static str) -> CheckDef {
    CheckDef {
        name,
        options: &[],
        compile,
        example: None,
    }
}

struct Later;

fn compile(_: &[RuleInstance]) -> Result<Box<dyn Check>, OptionError> {
    Ok(Box::new(Later))
}

impl Check for Later {
    fn run(&self, _: &Context<'_>, _: &mut Sink<'_>) {}
}
