// Settings with what the phone adds: choosing a file to write or to read.

import App4GCore
import ShellKit
import SwiftUI
import UniformTypeIdentifiers

struct SettingsFrame: View {
  let model: AppModel
  let state: SettingsState
  let send: (SettingsEvent) -> Void
  @State private var exported: ExportedFile?
  @State private var isExporting = false
  @State private var isImporting = false

  var body: some View {
    SettingsView(state: state, send: send, press: press)
      .fileExporter(
        isPresented: $isExporting, document: exported, contentType: .data, defaultFilename: Deployment.exportName
      ) { _ in
        exported = nil
      }
      .fileImporter(isPresented: $isImporting, allowedContentTypes: [.data]) { chosen in
        if let file = try? chosen.get() {
          Task { await model.importPersonal(file) }
        }
      }
  }

  private func press(_ press: SettingPress) {
    switch press {
    case .export:
      Task {
        exported = await model.export().map(ExportedFile.init)
        isExporting = exported != nil
      }
    case .import:
      isImporting = true
    case .erase:
      Task { await model.erase() }
    }
  }
}

/// What the core wrote, handed to the system's own sheet.
private struct ExportedFile: FileDocument {
  static let readableContentTypes: [UTType] = [.data]

  let bytes: Data

  init(bytes: Data) {
    self.bytes = bytes
  }

  init(configuration _: ReadConfiguration) throws {
    throw CocoaError(.featureUnsupported)
  }

  func fileWrapper(configuration _: WriteConfiguration) throws -> FileWrapper {
    FileWrapper(regularFileWithContents: bytes)
  }
}
