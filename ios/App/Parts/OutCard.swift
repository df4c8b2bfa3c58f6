// A link that leads out of the app, with what is behind it.

import App4GCore
import ShellKit
import SwiftUI

struct OutCard: View {
  let link: OutLink
  @Environment(\.palette) private var palette
  @Environment(\.openURL) private var openURL

  var body: some View {
    Button {
      if let url = URL(string: link.url) {
        openURL(url)
      }
    } label: {
      HStack(alignment: .firstTextBaseline, spacing: Tokens.Space.s) {
        Image(systemName: "arrow.up.forward.square").accessibilityHidden(true)
        VStack(alignment: .leading, spacing: 2) {
          Words(link.label, color: Color(token: palette.link))
          if !link.detail.isEmpty {
            SoftWords(link.detail)
          }
        }
      }
      .frame(maxWidth: .infinity, minHeight: Tokens.Target.ios, alignment: .leading)
      .contentShape(Rectangle())
    }
    .buttonStyle(.plain)
    .accessibilityElement(children: .ignore)
    .accessibilityLabel(link.spoken)
    .accessibilityAddTraits(.isLink)
  }
}
