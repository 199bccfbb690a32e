; The setup for one user, without administrator rights. Called by setup.sh, which defines
; VERSION, SOURCE (the built program), FILES (names them), ICON, PICTURE, SIGN (signs a file) and OUTPUT.
; Silent: bmcalc-setup.exe /S [/D=C:\folder]. Records and settings are never touched.

Target amd64-unicode
Unicode true
!include MUI2.nsh
!include FileFunc.nsh

Name "bmcalc ${VERSION}"
OutFile "${OUTPUT}"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\bmcalc"
InstallDirRegKey HKCU "Software\bmcalc" "Folder"
SetCompressor /SOLID lzma
SetCompressorDictSize 32
ManifestDPIAware true
!uninstfinalize 'sh "${SIGN}" "%1"' = 0
BrandingText "bmcalc ${VERSION}"

VIProductVersion "${VERSION}.0"
VIAddVersionKey /LANG=1033 ProductName "bmcalc"
VIAddVersionKey /LANG=1033 FileDescription "bmcalc setup"
VIAddVersionKey /LANG=1033 FileVersion "${VERSION}"
VIAddVersionKey /LANG=1033 LegalCopyright "Apache-2.0"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${PICTURE}"
!define MUI_ABORTWARNING
!define MUI_LANGDLL_REGISTRY_ROOT HKCU
!define MUI_LANGDLL_REGISTRY_KEY "Software\bmcalc"
!define MUI_LANGDLL_REGISTRY_VALUENAME "Setup language"
!define MUI_FINISHPAGE_RUN "$INSTDIR\bmcalc.exe"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\bmcalc"
!define CLASSES "Software\Classes"

!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_LICENSE "${SOURCE}/licences/bmcalc.txt"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "SimpChinese"
!insertmacro MUI_RESERVEFILE_LANGDLL

LangString Running ${LANG_ENGLISH} "bmcalc is running. Close it, then choose Retry."
LangString Running ${LANG_SIMPCHINESE} "bmcalc 正在运行。请先关闭，再选择“重试”。"
LangString OrderFile ${LANG_ENGLISH} "bmcalc order"
LangString OrderFile ${LANG_SIMPCHINESE} "bmcalc 医嘱"
LangString Shortcut ${LANG_ENGLISH} "bmcalc"
LangString Shortcut ${LANG_SIMPCHINESE} "bmcalc 骨转移用药计算"

; A program that runs cannot be opened for writing. Silently this ends with exit code 3.
!macro RefuseWhileRunning
    again:
    IfFileExists "$INSTDIR\bmcalc.exe" 0 free
    ClearErrors
    FileOpen $0 "$INSTDIR\bmcalc.exe" a
    IfErrors running
    FileClose $0
    Goto free
    running:
    IfSilent 0 ask
    SetErrorLevel 3
    Quit
    ask:
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(Running)" IDRETRY again
    Abort
    free:
!macroend

; Only what a setup has put there; a file that someone added stays, and its folder with it.
!macro RemoveProgram
    RMDir /r "$INSTDIR\_internal"
    RMDir /r "$INSTDIR\licences"
    Delete "$INSTDIR\bmcalc.exe"
    Delete "$INSTDIR\bmcalc-cli.exe"
    Delete "$INSTDIR\manifest.json"
!macroend

; Let the desktop read the file types again.
!macro TellDesktop
    System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
!macroend

!macro RemoveShortcuts
    Delete "$SMPROGRAMS\bmcalc.lnk"
    Delete "$SMPROGRAMS\bmcalc 骨转移用药计算.lnk"
!macroend

Function .onInit
    SetRegView 64
    IfSilent +2
    !insertmacro MUI_LANGDLL_DISPLAY
FunctionEnd

Section
    !insertmacro RefuseWhileRunning
    !insertmacro RemoveProgram
    SetOutPath "$INSTDIR"
    !include "${FILES}"
    SetOutPath "$INSTDIR"
    WriteUninstaller "$INSTDIR\uninstall.exe"
    !insertmacro RemoveShortcuts
    CreateShortcut "$SMPROGRAMS\$(Shortcut).lnk" "$INSTDIR\bmcalc.exe"

    WriteRegStr HKCU "Software\bmcalc" "Folder" "$INSTDIR"
    WriteRegStr HKCU "${CLASSES}\.bmcalc" "" "bmcalc.order"
    WriteRegStr HKCU "${CLASSES}\bmcalc.order" "" "$(OrderFile)"
    WriteRegStr HKCU "${CLASSES}\bmcalc.order\DefaultIcon" "" "$INSTDIR\bmcalc.exe,0"
    WriteRegStr HKCU "${CLASSES}\bmcalc.order\shell\open\command" "" '"$INSTDIR\bmcalc.exe" "%1"'

    !insertmacro TellDesktop

    WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "bmcalc ${VERSION}"
    WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
    WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\bmcalc.exe"
    WriteRegStr HKCU "${UNINSTALL}" "Publisher" "bmcalc"
    WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
    WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
    WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
    WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
    WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
    ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
    IntFmt $0 "0x%08X" $0
    WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" "$0"
SectionEnd

Function un.onInit
    SetRegView 64
    !insertmacro MUI_UNGETLANGUAGE
FunctionEnd

Section Uninstall
    !insertmacro RefuseWhileRunning
    !insertmacro RemoveProgram
    Delete "$INSTDIR\uninstall.exe"
    RMDir "$INSTDIR"
    !insertmacro RemoveShortcuts
    DeleteRegKey HKCU "${UNINSTALL}"
    DeleteRegKey HKCU "${CLASSES}\bmcalc.order"
    DeleteRegKey HKCU "${CLASSES}\.bmcalc"
    DeleteRegKey HKCU "Software\bmcalc"
    !insertmacro TellDesktop
SectionEnd
