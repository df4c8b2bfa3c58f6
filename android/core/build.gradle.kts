// Never built where the tests of this project run; README.md says why, and what is compiled there instead.
plugins {
    alias(libs.plugins.library)
}

android {
    namespace = "vn.app4g.core"
    compileSdk = 37
    defaultConfig {
        minSdk = 26
        consumerProguardFiles("consumer-rules.pro")
    }
    // `cargo bindgen` writes the Kotlin; `cargo phone` with a target puts its library into jniLibs.
    sourceSets["main"].kotlin.srcDir("../../target/generated/kotlin-android")
    sourceSets["main"].jniLibs.srcDir("../../target/generated/jniLibs")
}

kotlin { jvmToolchain(17) }

dependencies {
    api(libs.coroutines.android)
    // The archive, not the plain jar: it holds the native part for each processor.
    implementation(libs.jna) { artifact { type = "aar" } }
}
