// A picture that is on the device, or what stands in its place.

import App4GCore
import ShellKit
import SwiftUI
import UIKit

struct PictureBlock: View {
  let address: String
  let alt: String
  let caption: [TextRun]
  let width: UInt32
  let height: UInt32
  let missing: String
  let load: (String) async -> Data?
  @State private var image: UIImage?
  @State private var wasAsked = false
  @Environment(\.palette) private var palette

  var body: some View {
    VStack(alignment: .leading, spacing: Tokens.Space.s) {
      picture
      if !caption.isEmpty {
        Words(caption.joined(palette), Tokens.Text.small)
      }
    }
    .task(id: address) {
      let bytes = await load(address)
      image = await bytes?.decoded()
      wasAsked = true
    }
  }

  @ViewBuilder private var picture: some View {
    if let image {
      Image(uiImage: image)
        .resizable()
        .scaledToFit()
        .clipShape(RoundedRectangle(cornerRadius: Tokens.Radius.small))
        .accessibilityLabel(alt)
        .accessibilityHidden(alt.isEmpty)
    } else if wasAsked {
      Note(text: alt.isEmpty ? missing : alt, tone: .neutral) {
        if !alt.isEmpty {
          SoftWords(missing)
        }
      }
      .accessibilityElement(children: .combine)
    } else {
      Color(token: palette.surface).aspectRatio(ratio, contentMode: .fit).accessibilityHidden(true)
    }
  }

  /// The place that the picture will take, so that the text does not jump.
  private var ratio: Double {
    width > 0 && height > 0 ? Double(width) / Double(height) : 16 / 9
  }
}

extension Data {
  /// Decodes off the main thread.
  fileprivate func decoded() async -> UIImage? {
    await UIImage(data: self)?.byPreparingForDisplay()
  }
}
