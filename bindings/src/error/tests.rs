//! Codes, sentences and what may be tried again.
use super::*;

#[test]
fn every_kind_of_the_core_has_its_variant_and_keeps_its_code() {
    let kinds = [
        ErrorKind::Offline,
        ErrorKind::ServerUnavailable,
        ErrorKind::NotFound,
        ErrorKind::InvalidInput,
        ErrorKind::StorageFull,
        ErrorKind::StorageFailed,
        ErrorKind::Busy,
        ErrorKind::TooNew,
        ErrorKind::NotGenuine,
        ErrorKind::Cancelled,
        ErrorKind::Internal,
    ];
    for kind in kinds {
        let error = Error::new(kind, Message::new("error.cancelled"));
        let said = CoreError::said(&error, Lang::Vi);
        assert!(said.to_string().starts_with(error.code()), "{said}");
        assert_eq!(said.problem().code, error.code());
        assert_eq!(matches!(said, CoreError::Internal { .. }), kind == ErrorKind::Internal);
    }
}

#[test]
fn a_sentence_is_in_the_language_asked_for_and_a_button_only_where_it_helps() {
    let offline = Error::new(ErrorKind::Offline, Message::new("error.net.offline"));
    let vi = Problem::of(&offline, Lang::Vi);
    assert!(vi.text.starts_with("Không có mạng"), "{}", vi.text);
    assert_eq!(vi.retry.as_deref(), Some("Thử lại"));
    assert!(Problem::of(&offline, Lang::En).text.is_ascii());
    let full = Error::new(ErrorKind::StorageFull, Message::new("error.store.full"));
    assert_eq!(Problem::of(&full, Lang::Vi).retry, None);
}

#[test]
fn a_log_line_names_the_key_and_never_an_argument() {
    let error = Error::new(ErrorKind::NotFound, Message::new("error.store.not_found").with("id", "bi-mat"));
    assert!(!CoreError::said(&error, Lang::Vi).to_string().contains("bi-mat"));
}
