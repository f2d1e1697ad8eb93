//! One test program, a module per subject.

mod baseline;
mod command;
mod corpus;
mod documents;
mod examples;
mod faults;
mod fixes;
mod fixing;
mod fixtures;
mod html;
mod layers;
mod properties;
mod readme;
mod report;
mod score;
mod since;
mod suppression;
mod survey;
