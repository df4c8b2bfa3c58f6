//! Certificates for the portal, made on the spot: a good one and the ways a certificate can be wrong.

use std::sync::Arc;

use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair, KeyUsagePurpose, date_time_ymd};
use rustls::ServerConfig;
use rustls_pki_types::{CertificateDer, PrivateKeyDer};

/// What the portal shows in a TLS handshake, and the root a client must trust for it.
#[derive(Clone, Debug)]
pub struct Identity {
    pub(super) server: Arc<ServerConfig>,
    root: CertificateDer<'static>,
}

/// Why no identity could be made.
pub type IdentityError = Box<dyn std::error::Error + Send + Sync>;

/// From and to, as (year, month, day).
type Validity = [(i32, u8, u8); 2];

const NOW: Validity = [(2020, 1, 1), (2120, 1, 1)];
const LONG_AGO: Validity = [(2001, 1, 1), (2002, 1, 1)];
const FAR_AHEAD: Validity = [(2110, 1, 1), (2120, 1, 1)];

impl Identity {
    /// A certificate for `host` (a name or an IP address), signed by a root of its own.
    ///
    /// # Errors
    /// A `host` that no certificate can name.
    pub fn good(host: &str) -> Result<Self, IdentityError> {
        Self::signed(host, NOW)
    }

    /// Its time is over.
    ///
    /// # Errors
    /// As [`Identity::good`].
    pub fn expired(host: &str) -> Result<Self, IdentityError> {
        Self::signed(host, LONG_AGO)
    }

    /// Its time has not begun.
    ///
    /// # Errors
    /// As [`Identity::good`].
    pub fn not_yet_valid(host: &str) -> Result<Self, IdentityError> {
        Self::signed(host, FAR_AHEAD)
    }

    /// Signed by itself; [`Identity::root`] is a root that did not sign it.
    ///
    /// # Errors
    /// As [`Identity::good`].
    pub fn self_signed(host: &str) -> Result<Self, IdentityError> {
        let stranger = Self::good(host)?;
        let key = KeyPair::generate()?;
        let certificate = params(host, NOW)?.self_signed(&key)?;
        Self::new(certificate.der().clone(), &key, stranger.root)
    }

    /// The root to inject into the client.
    pub fn root(&self) -> CertificateDer<'static> {
        self.root.clone()
    }

    fn signed(host: &str, validity: Validity) -> Result<Self, IdentityError> {
        let mut authority = CertificateParams::new(Vec::new())?;
        authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        authority.key_usages = vec![KeyUsagePurpose::KeyCertSign];
        authority.distinguished_name.push(DnType::CommonName, "App4G test root");
        let root_key = KeyPair::generate()?;
        let root = authority.self_signed(&root_key)?.der().clone();
        let key = KeyPair::generate()?;
        let leaf = params(host, validity)?.signed_by(&key, &Issuer::new(authority, root_key))?;
        Self::new(leaf.der().clone(), &key, root)
    }

    fn new(leaf: CertificateDer<'static>, key: &KeyPair, root: CertificateDer<'static>) -> Result<Self, IdentityError> {
        let key = PrivateKeyDer::try_from(key.serialize_der())?;
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let server = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()?
            .with_no_client_auth()
            .with_single_cert(vec![leaf], key)?;
        Ok(Self { server: Arc::new(server), root })
    }
}

fn params(host: &str, [from, to]: Validity) -> Result<CertificateParams, rcgen::Error> {
    let mut params = CertificateParams::new(vec![host.to_owned()])?;
    params.not_before = date_time_ymd(from.0, from.1, from.2);
    params.not_after = date_time_ymd(to.0, to.1, to.2);
    params.distinguished_name.push(DnType::CommonName, host);
    Ok(params)
}
