//! Ports that fail have a safe reading.
use std::collections::HashMap;
use std::sync::Mutex;

use super::*;

fn failed<T>() -> Result<T, ForeignError> {
    Err(ForeignError::Failed { reason: "no".into() })
}

struct Broken;

impl Connectivity for Broken {
    fn current(&self) -> Result<NetworkState, ForeignError> {
        failed()
    }
}

impl Clock for Broken {
    fn unix_seconds(&self) -> Result<i64, ForeignError> {
        failed()
    }
}

impl SecretStore for Broken {
    fn get(&self, _: String) -> Result<Option<Vec<u8>>, ForeignError> {
        failed()
    }
    fn put(&self, _: String, _: Vec<u8>) -> Result<(), ForeignError> {
        failed()
    }
    fn remove(&self, _: String) -> Result<(), ForeignError> {
        failed()
    }
}

impl Notifier for Broken {
    fn show(&self, _: Notification) -> Result<(), ForeignError> {
        failed()
    }
}

#[derive(Default)]
struct Safe {
    kept: Mutex<HashMap<String, Vec<u8>>>,
    forgets: bool,
}

impl SecretStore for Safe {
    fn get(&self, name: String) -> Result<Option<Vec<u8>>, ForeignError> {
        Ok(self.kept.lock().unwrap().get(&name).cloned().filter(|_| !self.forgets))
    }
    fn put(&self, name: String, secret: Vec<u8>) -> Result<(), ForeignError> {
        self.kept.lock().unwrap().insert(name, secret);
        Ok(())
    }
    fn remove(&self, name: String) -> Result<(), ForeignError> {
        self.kept.lock().unwrap().remove(&name);
        Ok(())
    }
}

fn ports(secrets: Arc<dyn SecretStore>) -> Ports {
    Ports { connectivity: Arc::new(Broken), secrets, notifier: Arc::new(Broken) }
}

#[test]
fn a_network_nobody_knows_is_one_that_costs_and_a_clock_that_fails_is_the_machines() {
    let ports = ports(Arc::new(Broken));
    assert_eq!(ports.network(), net::Connectivity::Metered);
    let now = SystemClock.now();
    assert!(ShellClock(Arc::new(Broken)).now().since(now).abs() < 60);
    assert!(ports.check_secrets().is_err());
}

#[test]
fn a_safe_that_keeps_nothing_is_seen_and_one_that_works_is_left_empty() {
    let safe = Arc::new(Safe::default());
    assert!(ports(Arc::<Safe>::clone(&safe)).check_secrets().unwrap());
    assert!(safe.kept.lock().unwrap().is_empty());
    assert!(!ports(Arc::new(Safe { forgets: true, ..Safe::default() })).check_secrets().unwrap());
}
