// The reader: a record of any kind as pieces that are drawn natively.

import App4GCore
import ShellKit
import SwiftUI

struct ReaderView: View {
  let state: ReaderState
  let send: (ReaderEvent) -> Void
  let open: (Route) -> Void
  /// The piece that a voice is reading; nil while it reads none.
  let readBlock: UInt32?
  /// Bytes of a picture of a record.
  let picture: (_ record: String, _ address: String) async -> Data?
  /// The piece at the upper edge: as far as it was read. One that merely came into sight below was not.
  @State private var reached: UInt32?

  var body: some View {
    ScrollViewReader { scroll in
      ScrollView {
        LazyVStack(alignment: .leading, spacing: Tokens.Space.l) {
          StatusLine(status: state.status, onRetry: { send(.retry) })
          if let content = state.content {
            ReaderHead(content: content, open: open)
            ReaderBlocks(content: content, readBlock: readBlock, picture: picture)
            ReaderFoot(content: content, send: send)
          }
        }
        .scrollTargetLayout()
        .padding(Tokens.Space.l)
      }
      .scrollPosition(id: $reached, anchor: .top)
      .onChange(of: reached) { _, block in
        if let block {
          send(.reached(block: block))
        }
      }
      .onChange(of: state.content?.id, initial: true) {
        if let start = state.content?.startBlock, start > 0 {
          scroll.scrollTo(start, anchor: .top)
        }
      }
      .onChange(of: readBlock) { _, block in
        if let block {
          withAnimation { scroll.scrollTo(block, anchor: .center) }
        }
      }
    }
    .navigationTitle(state.title)
    .navigationBarTitleDisplayMode(.inline)
  }
}

/// What is to be known before the text.
private struct ReaderHead: View {
  let content: ReaderContent
  let open: (Route) -> Void
  @Environment(\.palette) private var palette

  var body: some View {
    VStack(alignment: .leading, spacing: Tokens.Space.m) {
      if let overlay = content.overlay {
        Note(text: overlay.text, tone: overlay.tone) {
          if let instead = overlay.instead {
            PressButton(text: instead.label) { open(instead.route) }
          }
        }
      }
      Words(content.title.joined(palette), Tokens.Text.display)
        .accessibilityAddTraits(.isHeader)
        .accessibilityHeading(.h1)
      SoftWords(content.facts)
      Badges(content.badges)
      ForEach(content.fields, id: \.label) { field in
        FieldRowView(field: field)
      }
    }
  }
}

/// A field with its label.
private struct FieldRowView: View {
  let field: FieldRow

  var body: some View {
    VStack(alignment: .leading, spacing: 2) {
      SoftWords(field.label)
      ForEach(Array(field.lines.enumerated()), id: \.offset) { _, line in
        Words(line)
      }
    }
    .accessibilityElement(children: .ignore)
    .accessibilityLabel(field.spoken)
  }
}

private struct ReaderBlocks: View {
  let content: ReaderContent
  let readBlock: UInt32?
  let picture: (_ record: String, _ address: String) async -> Data?

  var body: some View {
    ForEach(Array(content.blocks.enumerated()), id: \.offset) { index, block in
      BlockView(
        block: block, isBeingRead: readBlock == UInt32(index), picture: { await picture(content.id, $0) }
      )
      .id(UInt32(index))
    }
  }
}

/// What goes with the text.
private struct ReaderFoot: View {
  let content: ReaderContent
  let send: (ReaderEvent) -> Void
  @Environment(\.strings) private var strings

  var body: some View {
    VStack(alignment: .leading, spacing: Tokens.Space.m) {
      if let load = content.load {
        PressButton(text: load) { send(.loadText) }
      }
      if !content.contacts.isEmpty {
        Heading(strings.readerContacts, Tokens.Text.subheading)
        ForEach(content.contacts, id: \.url) { contact in
          ContactRow(contact: contact)
        }
      }
      if !content.attachments.isEmpty {
        Heading(strings.readerAttachments, Tokens.Text.subheading)
        ForEach(content.attachments, id: \.url) { link in
          OutCard(link: link)
        }
      }
      if let source = content.source {
        Heading(strings.readerSource, Tokens.Text.subheading)
        OutCard(link: source)
      }
    }
  }
}

/// Somebody to call or write to.
private struct ContactRow: View {
  let contact: Contact
  @Environment(\.openURL) private var openURL

  var body: some View {
    PressButton(text: contact.label, spoken: contact.spoken) {
      if let url = URL(string: contact.url) {
        openURL(url)
      }
    }
  }
}
