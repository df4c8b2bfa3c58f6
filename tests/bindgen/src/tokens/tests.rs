//! The committed file holds what it promises: contrast in both themes, room for stacked marks, sizes a thumb hits.
use super::contrast::luminance;
use super::*;
use crate::literal::camel;

fn committed() -> Tokens {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    read(&root).unwrap()
}

#[test]
fn dark_is_dark_and_not_black() {
    let tokens = committed();
    for role in ["ground", "surface", "surface_raised"] {
        assert!((0.005..0.03).contains(&luminance(tokens.dark[role])), "{role}");
        assert!(luminance(tokens.light[role]) > 0.85, "{role}");
    }
}

#[test]
fn lines_leave_room_for_two_marks() {
    let tokens = committed();
    for (name, style) in &tokens.scale {
        assert!(style.line_height >= 1.5, "{name}: {}", style.line_height);
        assert!(style.size >= 14.0 && (400..=700).contains(&style.weight), "{name}");
    }
    let size = |name: &str| tokens.scale[name].size;
    assert!(size("display") > size("title") && size("title") > size("heading") && size("heading") > size("subheading"));
    assert!(size("reading") >= 18.0);
}

#[test]
fn the_file_has_the_roles_steps_and_sizes_that_shells_name() {
    let tokens = committed();
    let roles: Vec<_> = tokens.roles.keys().map(|role| camel(role)).collect();
    for role in
        "ground surface surfaceRaised ink inkSoft line accent onAccent accentSoft onAccentSoft good goodSoft caution \
        cautionSoft urgent urgentSoft marked link focus"
            .split_whitespace()
    {
        assert!(roles.iter().any(|known| known == role), "{role}");
    }
    for step in ["display", "title", "heading", "subheading", "body", "reading", "label", "small"] {
        assert!(tokens.scale.contains_key(step), "{step}");
    }
    let sizes = |name: &str| tokens.sizes[name].iter().map(|(step, size)| (step.as_str(), *size)).collect::<Vec<_>>();
    assert_eq!(sizes("space"), [("l", 16), ("m", 12), ("s", 8), ("xl", 24), ("xs", 4), ("xxl", 32)]);
    assert_eq!(sizes("radius"), [("card", 12), ("pill", 999), ("small", 6)]);
    assert_eq!(sizes("target"), [("android", 48), ("ios", 44)]);
}

#[test]
fn a_theme_without_a_role_or_with_another_is_refused() {
    let file = |light: &str, dark: &str| format!("[role]\nink = \"x\"\n[light]\n{light}\n[dark]\n{dark}\n[pairs]\n");
    let refused = |light: &str, dark: &str| parse(&file(light, dark)).unwrap_err();
    assert_eq!(refused("ink = \"#000000\"", ""), "dark lacks ink");
    assert_eq!(refused("ink = \"#000000\"\nblood = \"#FF0000\"", ""), "blood is no role");
    for wrong in ["#00000", "000000", "#GGGGGG", "#+12345", "#00000000"] {
        assert_eq!(refused(&format!("ink = \"{wrong}\""), ""), "light.ink is no #RRGGBB", "{wrong}");
    }
}

#[test]
fn a_role_is_in_a_pair_or_says_that_nothing_depends_on_it() {
    let file = |pairs: &str| {
        let theme = "ink = \"#000000\"\nline = \"#000000\"";
        format!(
            "[role]\nink = \"x\"\nline = \"x\"\n[light]\n{theme}\n[dark]\n{theme}\n[pairs]\n{pairs}\n[type]\n[space]\n[radius]\n[target]\n"
        )
    };
    let refused = "line has to be in a pair or in pairs.decoration, and not in both";
    assert_eq!(parse(&file("decoration = [\"ink\"]\n[pairs.text]\n[pairs.part]")).unwrap_err(), refused);
    let both = "decoration = [\"line\"]\n[pairs.text]\nink = [\"line\"]\n[pairs.part]";
    assert_eq!(parse(&file(both)).unwrap_err(), refused);
    assert!(parse(&file("decoration = [\"ink\", \"line\"]\n[pairs.text]\n[pairs.part]")).is_ok());
    assert_eq!(
        parse(&file("decoration = [\"ink\"]\n[pairs.text]\nblood = []\n[pairs.part]")).unwrap_err(),
        "blood is no role"
    );
}
