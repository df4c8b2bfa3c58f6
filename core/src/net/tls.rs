//! TLS for phones: bundled web roots, one crypto provider (aws-lc-rs), HTTP/1.1.
//!
//! Neither the platform's verifier (it needs JNI before the first handshake on Android) nor its root store is used. The
//! price: roots that an enterprise installed on the device are not known.

use std::sync::Arc;

use rustls::pki_types::CertificateDer;
use rustls::{ClientConfig, RootCertStore};

/// A TLS configuration that trusts the bundled roots and `extra_roots` (tests, a deployment's own root).
///
/// # Errors
/// An extra root that is no certificate.
pub(super) fn config(extra_roots: &[CertificateDer<'static>]) -> Result<ClientConfig, rustls::Error> {
    let mut roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    for root in extra_roots {
        roots.add(root.clone())?;
    }
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let mut config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_root_certificates(roots)
        .with_no_client_auth();
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(config)
}
