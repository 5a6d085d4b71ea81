// SPDX-License-Identifier: MIT
#include "tests/ui/surfaces.h"

#include "ui/alertspanel.h"
#include "ui/capturewindow.h"
#include "ui/deliverylistmodel.h"
#include "ui/helpdesk.h"
#include "ui/mainwindow.h"

#include <QAction>
#include <QApplication>
#include <QDialog>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTableView>
#include <QTest>

namespace kaunt::test {

namespace {

const QString verified = QStringLiteral("Verified");
constexpr int tabCount = 7;
constexpr int resourceTab = 4;

/// Once it is there and has the keyboard.
QWidget* shown(QWidget* widget)
{
    if (!widget)
        return nullptr;
    widget->activateWindow(); // no window manager does it after a dialog is gone
    if (QTest::qWaitForWindowActive(widget, livePatience))
        return widget;
    qWarning() << widget << "never became active, but" << QApplication::activeWindow();
    return nullptr;
}

QWidget* dialogNamed(LiveWindow& live, const char* name)
{
    return shown(live.window().findChild<QDialog*>(QLatin1String(name)));
}

QWidget* details(LiveWindow& live, const QString& signature, const QString& event, int tab)
{
    if (!live.choose(signature, event))
        return nullptr;
    live.tabs()->setCurrentIndex(tab);
    return shown(&live.window());
}

QWidget* fetched(LiveWindow& live, const QString& event)
{
    if (!live.choose(verified, event))
        return nullptr;
    QSignalSpy stored(&live.session(), &MonitorSession::resourceStored);
    live.action("fetchAction")->trigger();
    if (!stored.wait(livePatience)) {
        qWarning() << "No fetch of" << event << "was stored";
        return nullptr;
    }
    live.tabs()->setCurrentIndex(resourceTab);
    return shown(&live.window());
}

QWidget* wrongFilter(LiveWindow& live)
{
    live.window().showMonitor();
    auto* field = live.window().findChild<QLineEdit*>(QStringLiteral("filterField"));
    field->setText(QStringLiteral("verdict:wrong"));
    const auto* error = live.window().findChild<QWidget*>(QStringLiteral("filterError"));
    return QTest::qWaitFor([error] { return error->isVisible(); }) ? shown(&live.window()) : nullptr;
}

QWidget* settingsPage(LiveWindow& live, int page)
{
    live.window().showMonitor();
    live.action("settingsAction")->trigger();
    QWidget* dialog = dialogNamed(live, "settingsDialog");
    if (dialog)
        dialog->findChild<QListWidget*>(QStringLiteral("settingsPages"))->setCurrentRow(page);
    return dialog;
}

QWidget* dialogOf(LiveWindow& live, const char* action, const char* dialog)
{
    live.window().showMonitor();
    live.action(action)->trigger();
    return dialogNamed(live, dialog);
}

QWidget* wholeValue(LiveWindow& live)
{
    if (!details(live, verified, QStringLiteral("Model ready"), 2))
        return nullptr;
    auto* headers = live.window().findChild<QTableView*>(QStringLiteral("headerTable"));
    headers->setCurrentIndex(headers->model()->index(0, 1));
    headers->findChild<QAction*>(QStringLiteral("showWholeValue"))->trigger();
    return dialogNamed(live, "wholeValueDialog");
}

QWidget* filterName(LiveWindow& live)
{
    live.window().showMonitor();
    auto* field = live.window().findChild<QLineEdit*>(QStringLiteral("filterField"));
    field->setText(QStringLiteral("company:nordlys"));
    QTest::keyClick(field, Qt::Key_Return);
    auto* menu = live.window().findChild<QMenu*>(QStringLiteral("keptFiltersMenu"));
    Q_EMIT menu->aboutToShow();
    menu->findChild<QAction*>(QStringLiteral("saveFilter"))->trigger();
    return dialogNamed(live, "filterNameDialog");
}

/// Those of the failures that are among the first deliveries, and a hook that failed.
QWidget* alerts(LiveWindow& live)
{
    live.window().showMonitor();
    auto* panel = live.window().findChild<AlertsPanel*>();
    panel->showHookFailure({AlertHookFailure::Hook::Url, AlertHookFailure::Reason::Status, 500, {}});
    live.action("alertsAction")->setChecked(true);
    const auto* table = panel->findChild<QTableView*>();
    return QTest::qWaitFor([table] { return table->model()->rowCount() > 0; }, livePatience) ? shown(&live.window())
                                                                                             : nullptr;
}

/// It has no parent, so that no dialog locks it.
QWidget* help(LiveWindow& live)
{
    live.window().showMonitor();
    live.action("helpContentsAction")->trigger();
    const auto windows = QApplication::topLevelWidgets();
    for (QWidget* window : windows) {
        if (window->objectName() == QStringLiteral("helpWindow"))
            return shown(window);
    }
    return nullptr;
}

QWidget* problemBox(LiveWindow& live)
{
    live.window().showWelcome();
    live.window().showProblem({QStringLiteral("The log can't be opened."), QStringLiteral("Another has it."), {}});
    return dialogNamed(live, "problemBox");
}

QList<Surface> windowSurfaces()
{
    QList<Surface> all{
        {"welcome",
         [](LiveWindow& live) {
             live.window().showWelcome();
             return shown(&live.window());
         }},
        {"connect",
         [](LiveWindow& live) {
             live.window().showConnect();
             return shown(&live.window());
         }},
        {"refused-summary",
         [](LiveWindow& live) { return details(live, QStringLiteral("Mismatch"), QStringLiteral("–"), 0); }},
        {"refused-signature",
         [](LiveWindow& live) { return details(live, QStringLiteral("Mismatch"), QStringLiteral("–"), 3); }},
        {"fetched-proposal", [](LiveWindow& live) { return fetched(live, QStringLiteral("Proposal completed")); }},
        {"fetched-document", [](LiveWindow& live) { return fetched(live, QStringLiteral("Document AI ready")); }},
        {"wrong-filter", wrongFilter},
        {"alerts", alerts},
        {"capture", [](LiveWindow& live) { return shown(live.openCapture()); }},
    };
    for (int tab = 0; tab < tabCount; ++tab)
        all.append({"details-tab-" + QByteArray::number(tab),
                    [tab](LiveWindow& live) { return details(live, verified, QStringLiteral("Model ready"), tab); }});
    return all;
}

QList<Surface> dialogSurfaces()
{
    constexpr int settingsPages = 8;
    QList<Surface> all{
        {"help", help},
        {"shortcuts", [](LiveWindow& live) { return dialogOf(live, "shortcutsAction", "shortcutsDialog"); }},
        {"about", [](LiveWindow& live) { return dialogOf(live, "aboutAction", "aboutBox"); }},
        {"export", [](LiveWindow& live) { return dialogOf(live, "exportAction", "exportDialog"); }},
        {"send", [](LiveWindow& live) { return dialogOf(live, "sendAction", "sendDialog"); }},
        {"replay", [](LiveWindow& live) { return dialogOf(live, "replayAction", "replayDialog"); }},
        {"check", [](LiveWindow& live) { return dialogOf(live, "checkEndpointAction", "checkDialog"); }},
        {"tunnel", [](LiveWindow& live) { return dialogOf(live, "tunnelAction", "tunnelDialog"); }},
        {"path-test", [](LiveWindow& live) { return dialogOf(live, "testPathAction", "pathTestDialog"); }},
        {"answer-mode", [](LiveWindow& live) { return dialogOf(live, "answerModeAction", "answerModeDialog"); }},
        {"compare",
         [](LiveWindow& live) {
             return live.choose(verified, QStringLiteral("Model ready"))
                        ? dialogOf(live, "compareAction", "compareDialog")
                        : nullptr;
         }},
        {"whole-value", wholeValue},
        {"filter-name", filterName},
        {"problem", problemBox},
    };
    for (int page = 0; page < settingsPages; ++page)
        all.append(
            {"settings-" + QByteArray::number(page), [page](LiveWindow& live) { return settingsPage(live, page); }});
    return all;
}

} // namespace

QList<Surface> surfaces()
{
    return windowSurfaces() + dialogSurfaces();
}

void closeDialogs(LiveWindow& live)
{
    const auto dialogs = live.window().findChildren<QDialog*>();
    for (QDialog* dialog : dialogs)
        delete dialog;
    live.closeCapture();
    live.window().findChild<HelpDesk*>()->close();
    live.action("alertsAction")->setChecked(false);
    auto* field = live.window().findChild<QLineEdit*>(QStringLiteral("filterField"));
    field->clear();
    QTest::keyClick(field, Qt::Key_Return); // now, not after a pause
    const auto* model = live.window().findChild<DeliveryListModel*>();
    (void)QTest::qWaitFor([model] { return !model->isSearching(); }, livePatience);
}

} // namespace kaunt::test
