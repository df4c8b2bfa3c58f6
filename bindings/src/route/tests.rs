//! Links there and back, and links that are none.
use super::*;

#[test]
fn every_route_survives_its_link() {
    let routes = [
        Route::Home,
        Route::Search { query: String::new() },
        Route::Search { query: "một cửa & 50% + x/y?".into() },
        Route::Listings,
        Route::Settings,
        Route::record("listing", "0190f5c2-7a3e-7c11-9a52-3b1f0f7f2a10"),
        Route::record("unit", "unit:27.001:2025-07-01"),
        Route::Record { kind: "article".into(), id: "a".into(), found: "đường".into() },
    ];
    for route in routes {
        assert_eq!(Route::parse(&route.link()).unwrap(), route, "{}", route.link());
    }
    assert_eq!(Route::Search { query: "đ ă".into() }.link(), "app4g://search?q=%C4%91%20%C4%83");
    assert_eq!(Route::parse("app4g://search?q=mot+cua").unwrap(), Route::Search { query: "mot cua".into() });
    assert_eq!(Route::parse("app4g://home/").unwrap(), Route::Home);
}

#[test]
fn what_is_no_link_of_ours_is_refused_with_a_reason() {
    let long = format!("app4g://article/{}", "a".repeat(201));
    let endless = format!("app4g://search?q={}", "a".repeat(20_000));
    let links = [
        "",
        "https://example.vn",
        "app4g://",
        "app4g://nowhere",
        "app4g://article/",
        "app4g://thing/1",
        "app4g://article/a%2",
        "app4g://article/a%ff",
        "app4g://article/a/b",
        "app4g://article/<script>",
        "app4g://search?q=%E1%BA",
        &long,
        &endless,
    ];
    for link in links {
        let refused = parse_route(link.to_owned()).unwrap_err();
        assert!(matches!(refused, CoreError::InvalidInput { .. }), "{link}");
        assert!(!refused.problem().text.contains("{"), "{}", refused.problem().text);
    }
}
