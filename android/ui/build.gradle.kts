// Never built where the tests of this project run; README.md says why, and what is compiled there instead.
plugins {
    alias(libs.plugins.library)
    alias(libs.plugins.compose)
}

android {
    namespace = "vn.app4g.ui"
    compileSdk = 37
    defaultConfig {
        minSdk = 26
    }
    sourceSets["main"].kotlin.srcDir("src/main/kotlin")
}

kotlin {
    jvmToolchain(17)
    compilerOptions {
        optIn.addAll(
            "androidx.compose.material3.ExperimentalMaterial3Api",
            "androidx.compose.foundation.layout.ExperimentalLayoutApi",
        )
    }
}

dependencies {
    api(project(":shell"))
    implementation(libs.compose.foundation)
    implementation(libs.compose.ui)
    implementation(libs.compose.material3)
    implementation(libs.compose.icons)
}
