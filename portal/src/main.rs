//! `app4g-portal`: the publisher at the command line.

fn main() {}
