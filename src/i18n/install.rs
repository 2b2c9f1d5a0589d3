//! The texts about adding the app to the home screen.

texts! {
    plain {
        install_title: "ホーム画面に追加しておくと便利です", "Keep Tsudoi on your home screen";
        install_why: "アプリのように開けて、電波がないところでも予定を見られます。", "It opens like an app, and works offline.";
        install_now: "追加する", "Add";
        install_later: "閉じる", "Dismiss";
        install_section: "ホーム画面に追加", "Home screen";
        install_done: "ホーム画面から開いています。", "Opened from the home screen.";
        install_prompt: "「追加する」を押すと、この端末のアプリとして追加できます。", "Press “Add” to add it to this device's apps.";
        install_ios_safari: "画面の下（iPadでは上）の共有ボタン（四角から矢印が出たしるし）を押し、「ホーム画面に追加」を選びます。", "Tap the Share button (a square with an arrow), then “Add to Home Screen”.";
        install_ios_other: "アドレスの横の共有ボタンを押し、「ホーム画面に追加」を選びます。見当たらないときは、Safariで開いてください。", "Tap the Share button next to the address, then “Add to Home Screen”. If it is not there, open this page in Safari.";
        install_samsung: "メニュー（≡）を開き、「ページを追加」から「ホーム画面」を選びます。", "Open the menu (≡), then “Add page to” and “Home screen”.";
        install_android_firefox: "メニュー（⋮）を開き、「ホーム画面に追加」を選びます。", "Open the menu (⋮), then “Add to Home screen”.";
        install_android_chrome: "メニュー（⋮）を開き、「ホーム画面に追加」か「アプリをインストール」を選びます。", "Open the menu (⋮), then “Add to Home screen” or “Install app”.";
        install_mac_safari: "メニューバーの「ファイル」から「Dockに追加」を選びます。", "Choose “Add to Dock” from the File menu.";
        install_desktop_chrome: "アドレスバーの右端にある、インストールのしるしを押します。", "Click the install icon at the right end of the address bar.";
        install_bookmark: "このブラウザはアプリとして追加できません。ブックマークに入れておけば、次からもオフラインで開けます。", "This browser cannot add apps. Bookmark this page; it still opens offline.";
    }
    composed {}
}
