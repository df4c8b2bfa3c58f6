// What is to be known before the tap; the words say all, the tint only helps.

import App4GCore
import ShellKit
import SwiftUI

struct Badges: View {
  let badges: [Badge]

  init(_ badges: [Badge]) {
    self.badges = badges
  }

  var body: some View {
    if !badges.isEmpty {
      ChipRow(spacing: 6) {
        ForEach(badges, id: \.text) { badge in
          BadgeView(badge: badge)
        }
      }
    }
  }
}

private struct BadgeView: View {
  let badge: Badge
  @Environment(\.palette) private var palette

  var body: some View {
    let corner = RoundedRectangle(cornerRadius: Tokens.Radius.small)
    Words(badge.text, Tokens.Text.small, color: palette.ink(badge.tone))
      .padding(.horizontal, Tokens.Space.s)
      .padding(.vertical, 2)
      .background(palette.ground(badge.tone), in: corner)
      .overlay(corner.strokeBorder(Color(token: palette.line)))
  }
}
