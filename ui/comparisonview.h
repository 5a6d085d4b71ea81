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

    /// Of what is compared from now on, only so many bytes are kept; 0, as at first: all.
    void setMostKept(qsizetype bytes) { m_mostKept = bytes; }
    void compare(const QByteArray& before, const QByteArray& after);
    /// Nothing to compare, and why.
    void showHint(const QString& text);

private:
    void showComparison(const BodyComparison& comparison);

    qsizetype m_mostKept = 0;
    quint64 m_question = 0;  ///< counts compare(); what was compared for an earlier one is dropped
    std::stop_source m_stop; ///< of the comparison that runs
    DifferencesModel* m_differences;
    DifferingBytesModel* m_bytes;
    CopyableTable* m_bytesTable;
    QLabel* m_summary;
    QTabWidget* m_tabs;
};

} // namespace kaunt
