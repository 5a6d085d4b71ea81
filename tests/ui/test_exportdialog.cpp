// SPDX-License-Identifier: MIT
#include "core/storage/eventlog.h"
#include "tests/core/storage/logfixture.h"
#include "tests/ui/namedcontrols.h"
#include "ui/exportdialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

class TestExportDialog final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void tellsWhatItWillWrite();
    void saysThatSecretsWereNotRead();
    void writesTheSelection();
    void asksForAFileOfTheFormat();
    void tellsWhyItCouldNotWrite();
    void tellsNothingOfWhatWasChosenBefore();
    void countsNothingWhereTheLogCantBeRead();
    void leavesTheFilesOfTheProgram();
    void previewsACaptureBundle();
    void leavesNothingWhenStopped();
    void namesItsControls();

private:
    [[nodiscard]] std::unique_ptr<ExportDialog> open(const QList<qint64>& selection);
    [[nodiscard]] static QString textOf(const ExportDialog& dialog, const char* name);

    std::unique_ptr<QTemporaryDir> m_folder;
    SystemClock m_clock;
    std::unique_ptr<EventLog> m_log;
};

void TestExportDialog::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_log = openLog(m_folder->path(), {}, m_clock);
    Delivery delivery = verifiedDelivery(QStringLiteral("a"));
    delivery.headers.append(Header{"Cookie", "session=t0psecret"});
    QCOMPARE(appendAll(*m_log, {delivery, delivery, refusedDelivery()}).size(), 3);
}

void TestExportDialog::cleanup()
{
    m_log.reset();
}

std::unique_ptr<ExportDialog> TestExportDialog::open(const QList<qint64>& selection)
{
    ExportDialog::Source source{
        {m_folder->path(), {}, false, selection}, {}, QUrl(QStringLiteral("http://127.0.0.1:1")), {}};
    source.query.foldRepeats = true;
    source.keptFiles = {m_folder->filePath(QStringLiteral("settings.conf"))};
    auto dialog = std::make_unique<ExportDialog>(source, m_clock);
    dialog->setAttribute(Qt::WA_DeleteOnClose, false);
    dialog->show();
    return dialog;
}

QString TestExportDialog::textOf(const ExportDialog& dialog, const char* name)
{
    QStringList texts;
    const QWidget* widget = dialog.findChild<QWidget*>(QLatin1String(name));
    if (const auto* label = qobject_cast<const QLabel*>(widget))
        return label->text();
    const QList<QLabel*> labels = widget->findChildren<QLabel*>();
    for (const QLabel* label : labels)
        texts.append(label->text());
    return texts.join(u' ');
}

void TestExportDialog::tellsWhatItWillWrite()
{
    const auto dialog = open({});
    QTRY_COMPARE(textOf(*dialog, "exportCount"), QStringLiteral("3 deliveries"));
    QTRY_VERIFY(textOf(*dialog, "exportRedacted").contains(QStringLiteral("Cookie (2)")));
    QVERIFY(!dialog->findChild<QRadioButton*>(QStringLiteral("exportSelected"))->isEnabled());
    QVERIFY(QDir(m_folder->path()).entryList({QStringLiteral("*.jsonl")}).isEmpty());
}

void TestExportDialog::saysThatSecretsWereNotRead()
{
    ExportDialog::Source source{{m_folder->path(), {}, false, {}}, {}, {}, {}};
    const ExportDialog known(source, m_clock);
    QTRY_VERIFY(textOf(known, "exportRedacted").contains(QStringLiteral("Cookie (2)")));
    QVERIFY(!textOf(known, "exportRedacted").contains(QStringLiteral("could not be read")));
    source.areSecretsUnknown = true;
    const ExportDialog unknown(source, m_clock);
    QTRY_VERIFY(textOf(unknown, "exportRedacted").contains(QStringLiteral("could not be read")));
}

void TestExportDialog::writesTheSelection()
{
    const auto dialog = open({1, 3});
    QTRY_COMPARE(textOf(*dialog, "exportCount"), QStringLiteral("2 deliveries"));
    const QString path = m_folder->filePath(QStringLiteral("some.jsonl"));
    dialog->exportTo(path);
    QTRY_VERIFY(textOf(*dialog, "exportOutcome").contains(QStringLiteral("2 deliveries written to ")));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray content = file.readAll();
    QCOMPARE(content.count('\n'), 2);
    QVERIFY(!content.contains("t0psecret"));
    QVERIFY(dialog->findChild<QPushButton*>(QStringLiteral("exportBegin"))->isEnabled());
}

void TestExportDialog::asksForAFileOfTheFormat()
{
    const auto dialog = open({});
    auto* format = dialog->findChild<QComboBox*>(QStringLiteral("exportFormat"));
    format->setCurrentIndex(format->findData(QStringLiteral("curl")));
    QTest::mouseClick(dialog->findChild<QPushButton*>(QStringLiteral("exportBegin")), Qt::LeftButton);
    auto* files = dialog->findChild<QFileDialog*>(QStringLiteral("exportFileDialog"));
    QVERIFY(files);
    QCOMPARE(files->defaultSuffix(), QStringLiteral("sh"));
    const QString path = m_folder->filePath(QStringLiteral("again.sh"));
    Q_EMIT files->fileSelected(path);
    QTRY_VERIFY(QFile::exists(path));
}

void TestExportDialog::tellsWhyItCouldNotWrite()
{
    const auto dialog = open({});
    dialog->exportTo(m_folder->filePath(QStringLiteral("no/such/folder.csv")));
    QTRY_VERIFY(textOf(*dialog, "exportOutcome").contains(QStringLiteral("could not be written")));
    QVERIFY(textOf(*dialog, "exportOutcome").contains(QStringLiteral("There is no folder")));
    QVERIFY(dialog->findChild<QPushButton*>(QStringLiteral("exportBegin"))->isEnabled());
}

void TestExportDialog::tellsNothingOfWhatWasChosenBefore()
{
    const auto dialog = open({});
    dialog->exportTo(m_folder->filePath(QStringLiteral("no/such/folder.csv")));
    QTRY_VERIFY(textOf(*dialog, "exportOutcome").contains(QStringLiteral("could not be written")));
    auto* format = dialog->findChild<QComboBox*>(QStringLiteral("exportFormat"));
    format->setCurrentIndex(format->findData(QStringLiteral("csv")));
    QVERIFY(dialog->findChild<QWidget*>(QStringLiteral("exportOutcome"))->isHidden());
}

void TestExportDialog::countsNothingWhereTheLogCantBeRead()
{
    const ExportDialog::Source source{{m_folder->filePath(QStringLiteral("none")), {}, false, {}}, {}, {}, {}};
    const ExportDialog dialog(source, m_clock);
    QTRY_VERIFY(!dialog.findChild<QWidget*>(QStringLiteral("exportOutcome"))->isHidden());
    QCOMPARE(textOf(dialog, "exportCount"), QString());
    QCOMPARE(textOf(dialog, "exportRedacted"), QString());
}

void TestExportDialog::leavesTheFilesOfTheProgram()
{
    const auto dialog = open({});
    const QString log = m_folder->filePath(QStringLiteral("events.sqlite"));
    const qint64 size = QFileInfo(log).size();
    QVERIFY(size > 0);
    for (const QString& path : {log, m_folder->filePath(QStringLiteral("settings.conf"))}) {
        dialog->exportTo(path);
        QTRY_VERIFY(textOf(*dialog, "exportOutcome").contains(QStringLiteral("would be overwritten")));
        QVERIFY(dialog->findChild<QPushButton*>(QStringLiteral("exportBegin"))->isEnabled());
    }
    QCOMPARE(QFileInfo(log).size(), size);
    QVERIFY(!QFile::exists(m_folder->filePath(QStringLiteral("settings.conf"))));
}

void TestExportDialog::previewsACaptureBundle()
{
    const auto dialog = open({});
    auto* format = dialog->findChild<QComboBox*>(QStringLiteral("exportFormat"));
    auto* standIns = dialog->findChild<QCheckBox*>(QStringLiteral("exportStandIns"));
    QVERIFY(!standIns->isVisible());
    format->setCurrentIndex(format->findData(QStringLiteral("kauntcap")));
    QVERIFY(standIns->isVisible());
    QTRY_VERIFY(textOf(*dialog, "exportRedacted")
                    .contains(QStringLiteral("Signatures, as before: verified 2, not verified 1")));
    QVERIFY(textOf(*dialog, "exportRedacted").contains(QStringLiteral("texts stay as they came")));
    standIns->setChecked(true);
    QTRY_VERIFY(textOf(*dialog, "exportRedacted").contains(QStringLiteral("What stays: numbers")));
    const auto* preview = dialog->findChild<QLabel*>(QStringLiteral("exportRedacted"));
    QTRY_VERIFY(preview->height() >= preview->heightForWidth(preview->width()));
    const QString path = m_folder->filePath(QStringLiteral("some.kauntcap"));
    dialog->exportTo(path);
    QTRY_VERIFY(textOf(*dialog, "exportOutcome").contains(QStringLiteral("3 deliveries written to ")));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray content = file.readAll();
    QVERIFY(content.startsWith("{\"type\":\"capture\",\"version\":1,") && content.contains("\"redacted\":true"));
    QVERIFY(!content.contains("t0psecret"));
}

void TestExportDialog::leavesNothingWhenStopped()
{
    const auto dialog = open({});
    const QString path = m_folder->filePath(QStringLiteral("stopped.jsonl"));
    dialog->exportTo(path);
    auto* stop = dialog->findChild<QPushButton*>(QStringLiteral("exportStop"));
    QVERIFY(stop->isEnabled());
    QTest::mouseClick(stop, Qt::LeftButton);
    QVERIFY(textOf(*dialog, "exportOutcome").contains(QStringLiteral("nothing was written")));
    QTRY_COMPARE(textOf(*dialog, "exportCount"), QStringLiteral("3 deliveries"));
    QVERIFY(!QFile::exists(path));
}

void TestExportDialog::namesItsControls()
{
    QCOMPARE(unnamedControls(*open({1})), QStringList());
}

QTEST_MAIN(TestExportDialog)
#include "test_exportdialog.moc"
