//! End-to-end tests: real validators, the real command, and what becomes final. One program, so that what all of them need is linked once;
//! each test runs in a process of its own all the same.

mod abuse;
mod bad_input;
mod censorship;
mod certificates;
mod claims;
mod commands;
mod consent;
mod crashes;
mod governance;
mod hostile;
mod joining;
mod monitoring;
mod node;
mod partition;
mod permissioning;
mod refusals;
mod secrets;
mod story;
mod time;
mod upgrade;
