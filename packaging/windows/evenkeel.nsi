; Installs Evenkeel for the person who runs it, without an administrator; with /AllUsers, run by an
; administrator, for everybody who uses the computer, as a kiosk needs it. Over an older version it
; replaces the program; the journal is in another folder and is only deleted when the person says so.
;
; Defined by evenkeel_packaging.windows: NAME AUTHORS SUMMARY VERSION NUMBERS FILES ICON PICTURE LICENCE
; TEXTS (a file with all languages), SETUP, and, where that is possible, TARGET; and SIGN, a command that signs the file named after it, where there is a certificate.

; A 64-bit setup, as the program is; the NSIS for Windows itself can make 32-bit ones only.
!ifdef TARGET
  Target ${TARGET}
!endif
Unicode true
SetCompressor /SOLID lzma
SetCompressorDictSize 64
RequestExecutionLevel user
ManifestDPIAware true

!include "MUI2.nsh"
!include "LogicLib.nsh"
!include "WinVer.nsh"
!include "FileFunc.nsh"

; Whether what is removed was installed for everybody.
Var everybody

!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\${NAME}"
; The oldest that Qt runs on: version 1809 of Windows 10.
!define LEAST_BUILD 17763
; The same place that the program asks the system for.
!define JOURNAL "$LOCALAPPDATA\evenkeel"

Name "${NAME}"
OutFile "${SETUP}"
BrandingText "${NAME} ${VERSION}"

VIProductVersion "${NUMBERS}"
VIFileVersion "${NUMBERS}"
VIAddVersionKey "ProductName" "${NAME}"
VIAddVersionKey "CompanyName" "${AUTHORS}"
VIAddVersionKey "FileDescription" "${NAME}: ${SUMMARY}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "LegalCopyright" "${AUTHORS}, MIT licence"

!ifdef SIGN
  !finalize '${SIGN} "%1"' = 0
  !uninstfinalize '${SIGN} "%1"' = 0
!endif

!define MUI_WELCOMEFINISHPAGE_BITMAP "${PICTURE}"
!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN "$INSTDIR\evenkeel-window.exe"
!define MUI_FINISHPAGE_RUN_TEXT "$(OPEN_NOW)"

!insertmacro MUI_PAGE_LICENSE "${LICENCE}"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
; The pages in each language, and what is said below; that of the system is taken.
!include "${TEXTS}"

; A program that runs keeps its own file from being written: the window, the command line and the
; kiosk.
!macro WaitUntilClosedOne PROGRAM
  ${If} ${FileExists} "$INSTDIR\${PROGRAM}"
    ${Do}
      ClearErrors
      FileOpen $0 "$INSTDIR\${PROGRAM}" a
      ${IfNot} ${Errors}
        FileClose $0
        ${Break}
      ${EndIf}
      MessageBox MB_RETRYCANCEL|MB_ICONINFORMATION \
        "$(STILL_OPEN)" /SD IDCANCEL IDRETRY +2
      Abort "$(WAS_OPEN)"
    ${Loop}
  ${EndIf}
!macroend

!macro WaitUntilClosed
  !insertmacro WaitUntilClosedOne "evenkeel-window.exe"
  !insertmacro WaitUntilClosedOne "evenkeel.exe"
!macroend

Function .onInit
  ${IfNot} ${AtLeastWin10}
  ${OrIfNot} ${AtLeastBuild} ${LEAST_BUILD}
    MessageBox MB_OK|MB_ICONSTOP "$(TOO_OLD)" /SD IDOK
    SetErrorLevel 1
    Quit
  ${EndIf}
  ; Where the program is listed does not depend on the kind of setup.
  SetRegView 64
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/AllUsers" $1
  ${If} ${Errors}
    StrCpy $2 "$LOCALAPPDATA\Programs\${NAME}"
  ${Else}
    UserInfo::GetAccountType
    Pop $3
    ${If} $3 != "Admin"
      MessageBox MB_OK|MB_ICONSTOP "$(ADMINISTRATOR)" /SD IDOK
      SetErrorLevel 1
      Quit
    ${EndIf}
    SetShellVarContext all
    StrCpy $2 "$PROGRAMFILES64\${NAME}"
  ${EndIf}
  ; /D=FOLDER comes first, then where it is already.
  ${If} $INSTDIR == ""
    ReadRegStr $INSTDIR SHCTX "${UNINSTALL_KEY}" "InstallLocation"
  ${EndIf}
  ${If} $INSTDIR == ""
    StrCpy $INSTDIR $2
  ${EndIf}
FunctionEnd

Function un.onInit
  SetRegView 64
  ReadRegStr $0 HKLM "${UNINSTALL_KEY}" "InstallLocation"
  ${If} $0 == $INSTDIR
    SetShellVarContext all
    StrCpy $everybody 1
  ${EndIf}
FunctionEnd

; Only what is known to be ours: somebody may have chosen a folder with other things in it.
!macro RemoveProgram
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\evenkeel.exe"
  Delete "$INSTDIR\evenkeel-window.exe"
!macroend

Section "${NAME}"
  !insertmacro WaitUntilClosed
  !insertmacro RemoveProgram
  !include "${FILES}"
  SetOutPath "$INSTDIR"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\evenkeel-window.exe" "" \
    "$INSTDIR\evenkeel-window.exe" 0 SW_SHOWNORMAL "" "${SUMMARY}"

  WriteRegStr SHCTX "${UNINSTALL_KEY}" "DisplayName" "${NAME}"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\evenkeel-window.exe"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "Publisher" "${AUTHORS}"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD SHCTX "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD SHCTX "${UNINSTALL_KEY}" "NoRepair" 1
  SectionGetSize 0 $0
  WriteRegDWORD SHCTX "${UNINSTALL_KEY}" "EstimatedSize" $0
SectionEnd

Section "Uninstall"
  !insertmacro WaitUntilClosed
  !insertmacro RemoveProgram
  Delete "$SMPROGRAMS\${NAME}.lnk"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  DeleteRegKey SHCTX "${UNINSTALL_KEY}"

  ; The journals of others are theirs.
  ${If} $everybody != 1
  ${AndIf} ${FileExists} "${JOURNAL}\*.*"
    MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 \
      "$(JOURNAL_STAYS)$\r$\n$\r$\n$(DELETE_TOO)" /SD IDNO IDNO keep
    RMDir /r "${JOURNAL}"
    keep:
  ${EndIf}
SectionEnd
