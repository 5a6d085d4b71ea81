// SPDX-License-Identifier: MIT
#include "tests/ui/mainwindowfixture.h"

#include <QApplication>
#include <QDragEnterEvent>
#include <QFile>
#include <QMimeData>
#include <QSignalSpy>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

/// A capture is opened where it is dropped on the window.
class TestFileDrop final : public MainWindowFixture {
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { end(); }
    void takesFilesOfThisMachine();
};

void TestFileDrop::takesFilesOfThisMachine()
{
    const QSignalSpy chosen(m_window.get(), &MainWindow::captureChosen);
    // Whether it would be taken.
    const auto drop = [this](const QList<QUrl>& urls, Qt::DropActions offered = Qt::CopyAction | Qt::MoveAction) {
        QMimeData data;
        data.setUrls(urls);
        QDragEnterEvent enter({1, 1}, offered, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(m_window.get(), &enter);
        QDropEvent event({1, 1}, offered, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(m_window.get(), &event);
        return enter.isAccepted() && event.dropAction() == Qt::CopyAction;
    };
    QVERIFY(!drop({}));
    QVERIFY(!drop({QUrl(QStringLiteral("https://example.com/a.kauntcap"))}));
    QVERIFY(!drop({QUrl::fromLocalFile(m_folder->path())}));
    QVERIFY(chosen.isEmpty());
    QFile file(m_folder->filePath(QStringLiteral("æ 1.kauntcap")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(!drop({QUrl::fromLocalFile(file.fileName())}, Qt::MoveAction)); // it would be gone
    QVERIFY(chosen.isEmpty());
    QVERIFY(drop({QUrl(QStringLiteral("https://example.com/")), QUrl::fromLocalFile(file.fileName())}));
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen.at(0).at(0).toString(), file.fileName());
}

QTEST_MAIN(TestFileDrop)
#include "test_filedrop.moc"
