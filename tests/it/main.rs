//! One test program, a module per subject.

mod examples;
mod fixtures;
mod layers;
mod report;
