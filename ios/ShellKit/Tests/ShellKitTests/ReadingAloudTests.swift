// The order of sentences that a voice reads.

import App4GCore
import Testing

@testable import ShellKit

@MainActor
private final class FakeVoice: Voice {
  var canSpeak = true
  var said: [String] = []
  var silenced = 0
  /// Whether the sound of the phone is held.
  var holds = false
  var rests = 0
  var ended: [@MainActor (Spoken) -> Void] = []

  func speak(_ text: String, ended: @escaping @MainActor (Spoken) -> Void) {
    said.append(text)
    holds = true
    self.ended.append(ended)
  }

  func silence() {
    silenced += 1
  }

  func rest() {
    rests += 1
    holds = false
  }
}

@MainActor
@Suite struct ReadingAloudTests {
  private let segments = [
    SpeechSegment(spoken: "Tiêu đề.", block: nil), SpeechSegment(spoken: "Một.", block: 0),
    SpeechSegment(spoken: "Hai.", block: 2),
  ]

  @Test func sentencesFollowEachOtherAndTheTextFollowsTheVoice() async throws {
    let voice = FakeVoice()
    let reading = ReadingAloud(voice)
    try await reading.start { segments }
    #expect(voice.said == ["Tiêu đề."])
    #expect(reading.block == nil)
    voice.ended[0](.whole)
    voice.ended[1](.whole)
    #expect(reading.block == 2)
    #expect(reading.isSpeaking)
    #expect(voice.rests == 0, "held from the first sentence to the last")
    voice.ended[2](.whole)
    #expect(!reading.isSpeaking)
    #expect(reading.block == nil)
    #expect(!voice.holds)
    #expect(voice.rests == 1)
    #expect(voice.said == segments.map(\.spoken))
    #expect(voice.silenced == 0)
  }

  @Test func aSentenceThatEndsAfterTheStopBeginsNothing() async throws {
    let voice = FakeVoice()
    let reading = ReadingAloud(voice)
    try await reading.start { segments }
    reading.stop()
    #expect(!voice.holds)
    voice.ended[0](.whole)
    #expect(voice.said.count == 1)
    #expect(voice.silenced == 1)
    #expect(!reading.isSpeaking)
    reading.stop()
    #expect(voice.silenced == 1)
    #expect(voice.rests == 1)
    try await reading.start { segments }
    voice.ended[0](.whole)
    voice.ended[0](.taken)
    #expect(voice.said == ["Tiêu đề.", "Tiêu đề."])
    #expect(reading.isSpeaking)
    #expect(voice.holds, "what an older reading hears takes nothing from the newer")
  }

  @Test func aVoiceThatSomebodyTakesIsLetGo() async throws {
    let voice = FakeVoice()
    let reading = ReadingAloud(voice)
    try await reading.start { segments }
    voice.ended[0](.whole)
    voice.ended[1](.taken)
    #expect(!reading.isSpeaking)
    #expect(reading.block == nil)
    #expect(!reading.isMute)
    #expect(!voice.holds)
    #expect(voice.silenced == 0)
    voice.ended[1](.whole)
    #expect(voice.said == ["Tiêu đề.", "Một."])
  }

  @Test func withoutAVoiceItSaysSo() async throws {
    let voice = FakeVoice()
    voice.canSpeak = false
    let reading = ReadingAloud(voice)
    try await reading.start { segments }
    #expect(reading.isMute)
    #expect(!reading.isSpeaking)
    #expect(voice.said.isEmpty)
    reading.stop()
    #expect(voice.rests == 0)
    #expect(!reading.isMute, "said where it was asked for, not in every record after it")
    voice.canSpeak = true
    try await reading.start { segments }
    #expect(!reading.isMute)
    try await reading.start { [] }
    #expect(!reading.isSpeaking)
  }

  @Test func whatWasAskedForBeforeTheStopIsNotReadAfterIt() async throws {
    let voice = FakeVoice()
    let reading = ReadingAloud(voice)
    try await reading.start {
      reading.stop()
      return segments
    }
    #expect(voice.said.isEmpty)
    #expect(!reading.isSpeaking)
    try await reading.start {
      reading.stop()
      throw SessionError.closed
    }
    await #expect(throws: SessionError.closed) { try await reading.start { throw SessionError.closed } }
  }
}
