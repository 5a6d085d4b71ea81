// SPDX-License-Identifier: MIT
#pragma once

#include "ui/bodycomparison.h"

#include <QWidget>

#include <stop_token>

class QLabel;
class QTabWidget;

namespace kaunt {

class CopyableTable;
class DifferencesModel;
class DifferingBytesModel;

/// How two bodies differ: in one sentence, place by place where both are JSON, and byte by byte. Compares in another
/// thread, which stops when something else is shown or this goes. GUI thread.
class ComparisonView final : public QWidget {
    Q_OBJECT

public:
    explicit ComparisonView(QWidget* parent = nullptr);
    ~ComparisonView() override;

    /// Their beginnings alone where not all is kept: the first `mostKept` bytes, 0 for all.
    void compare(const QByteArray& before, const QByteArray& after, qsizetype mostKept = 0);
    /// Nothing to compare, and why.
    void showHint(const QString& text);

private:
    void showComparison(const BodyComparison& comparison, qsizetype mostKept);

    quint64 m_question = 0;  ///< counts compare(); what was compared for an earlier one is dropped
    std::stop_source m_stop; ///< of the comparison that runs
    DifferencesModel* m_differences;
    DifferingBytesModel* m_bytes;
    CopyableTable* m_bytesTable;
    QLabel* m_summary;
    QTabWidget* m_tabs;
};

} // namespace kaunt
