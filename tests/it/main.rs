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
mod formats;
mod gate;
mod html;
mod layers;
mod manual;
mod properties;
mod readme;
mod report;
mod rules;
mod score;
mod since;
mod suppression;
mod survey;
