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
    const auto drop = [this](const QList<QUrl>& urls) { // whether it would be taken
        QMimeData data;
        data.setUrls(urls);
        QDragEnterEvent enter({1, 1}, Qt::CopyAction | Qt::MoveAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(m_window.get(), &enter);
        QDropEvent event({1, 1}, Qt::CopyAction | Qt::MoveAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(m_window.get(), &event);
        return enter.isAccepted() && event.dropAction() == Qt::CopyAction;
    };
    QVERIFY(!drop({}));
    QVERIFY(!drop({QUrl(QStringLiteral("https://example.com/a.kauntcap"))}));
    QVERIFY(!drop({QUrl::fromLocalFile(m_folder->path())}));
    QVERIFY(chosen.isEmpty());
    QFile file(m_folder->filePath(QStringLiteral("æ 1.kauntcap")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(drop({QUrl(QStringLiteral("https://example.com/")), QUrl::fromLocalFile(file.fileName())}));
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen.at(0).at(0).toString(), file.fileName());
}

QTEST_MAIN(TestFileDrop)
#include "test_filedrop.moc"
