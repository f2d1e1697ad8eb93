//! One test program, a module per subject.

mod command;
mod corpus;
mod documents;
mod examples;
mod faults;
mod fixing;
mod fixtures;
mod layers;
mod properties;
mod readme;
mod report;
mod score;
mod suppression;
