// SPDX-License-Identifier: MIT
#include "ui/systemtray.h"

#include <QPixmap>
#include <QSystemTrayIcon>
#include <QTest>
#include <QWidget>

using namespace kaunt;

/// The real one, on a desktop without a tray.
class TestSystemTray final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void waitsForATray();
};

/// A panel may start later than we do: then Qt adds each icon that is to be seen.
void TestSystemTray::waitsForATray()
{
    QVERIFY(!QSystemTrayIcon::isSystemTrayAvailable());
    QWidget window;
    QPixmap picture(16, 16);
    picture.fill(Qt::red);
    window.setWindowIcon(QIcon(picture));
    SystemTray tray(window);
    QVERIFY(tray.findChild<QSystemTrayIcon*>()->isVisible());
    const auto windows = QGuiApplication::topLevelWindows().size();
    tray.showMessage(QStringLiteral("Refused"), QStringLiteral("A delivery was refused."), false);
    QCOMPARE(QGuiApplication::topLevelWindows().size(), windows); // no balloon that points at nothing
}

QTEST_MAIN(TestSystemTray)
#include "test_systemtray.moc"
