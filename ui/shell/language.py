"""Chinese for what Qt itself says: calendar, file dialogs, context menus of text fields."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator


def speak_chinese() -> None:
    """Set the locale and install Qt's own translation, whatever language the system has."""
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    app = QCoreApplication.instance()
    if app is None or app.findChild(QTranslator) is not None:
        return
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load("qtbase_zh_CN", folder):
        app.installTranslator(translator)
