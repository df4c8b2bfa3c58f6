// Never built where the tests of this project run; README.md says why, and what is compiled there instead.
plugins {
    alias(libs.plugins.application)
    alias(libs.plugins.compose)
}

android {
    namespace = "vn.app4g.app"
    compileSdk = 37
    defaultConfig {
        applicationId = "vn.app4g.app"
        minSdk = 26
        targetSdk = 37
        versionCode = 1
        versionName = "0.1.0"
        // JNA's archive has more processors than our library is built for: on one of those the app would install and not start.
        ndk { abiFilters += listOf("arm64-v8a", "armeabi-v7a", "x86_64") }
    }
    buildTypes {
        release {
            isMinifyEnabled = true
            proguardFiles(getDefaultProguardFile("proguard-android-optimize.txt"))
        }
    }
    sourceSets["main"].kotlin.srcDir("src/main/kotlin")
    // The words that only the system shows.
    sourceSets["main"].res.srcDir("../../target/generated/android-res")
}

kotlin { jvmToolchain(17) }

dependencies {
    implementation(project(":ui"))
    implementation(libs.compose.foundation)
    implementation(libs.compose.ui)
    implementation(libs.compose.material3)
    implementation(libs.activity.compose)
    implementation(libs.work.runtime)
}
