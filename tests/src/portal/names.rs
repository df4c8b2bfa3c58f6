//! Names that lead where a test wants.

use std::collections::BTreeMap;
use std::net::IpAddr;

use app4g_core::net::{Lookup, LookupFailure, Names};

/// A resolver that knows just these names.
#[derive(Clone, Debug, Default)]
pub struct FixedNames(BTreeMap<String, Vec<IpAddr>>);

impl FixedNames {
    /// Knows one more name.
    #[must_use]
    pub fn with(mut self, name: &str, addresses: &[IpAddr]) -> Self {
        self.0.insert(name.to_owned(), addresses.to_vec());
        self
    }
}

impl Names for FixedNames {
    fn lookup(&self, host: &str) -> Lookup {
        let found = self.0.get(host).cloned().ok_or(LookupFailure::NotFound);
        Box::pin(async move { found })
    }
}
