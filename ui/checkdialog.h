// SPDX-License-Identifier: MIT
#pragma once

#include "core/conformance/conformancerun.h"
#include "ui/trialdialog.h"

#include <memory>

class QComboBox;
class QPushButton;

namespace kaunt {

class ConformanceModel;
class CopyableTable;
class SentenceLabel;

/// Tries an integrator's own endpoint with all that it has to take and to refuse, and shows what it did, case by case.
/// GUI thread.
class CheckDialog final : public TrialDialog {
    Q_OBJECT

public:
    /// `url` and `secret` stand in the fields at first.
    CheckDialog(const QUrl& url, const QByteArray& secret, QWidget* parent = nullptr);

    /// The report of the last run, which has come to its end, as JUnit XML; false where it could not be written.
    [[nodiscard]] bool saveReport(const QString& path);
    [[nodiscard]] bool hasUnsavedReport() const override { return !m_isSaved && !m_report.results.isEmpty(); }
    [[nodiscard]] bool isToReport() const override { return true; }

Q_SIGNALS:
    void targetUsed(const QString& target);

private:
    [[nodiscard]] static Wording wording();
    void begin() override;
    void stop() override;
    void take(const ConformanceResult& result);
    void conclude(const ConformanceReport& report);
    void showRunning(bool isRunning) override;
    void showChosen();
    void chooseFirstFailure();
    void chooseFile();

    QComboBox* m_encoding;
    ConformanceModel* m_model;
    CopyableTable* m_table;
    SentenceLabel* m_chosen; ///< the whole of what its row may have cut
    QPushButton* m_save;
    std::unique_ptr<ConformanceRun> m_run;
    ConformanceReport m_report;
    bool m_isSaved = false;
};

} // namespace kaunt
