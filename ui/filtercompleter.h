// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QStringList>

class QCompleter;
class QLineEdit;
class QStringListModel;

namespace kaunt {

/// The part of a filter expression that is being written at a place, and what it could become.
struct FilterCompletion {
    qsizetype start = 0; ///< of the part that a candidate replaces
    QString written;
    QStringList candidates; ///< "type:", or "verified " for a value
};

/// Pure. A field's name at the start of a term, one of its values behind the colon or a bar; nothing within quotes.
[[nodiscard]] FilterCompletion filterCompletion(const QString& expression, qsizetype cursor);

/// Offers the names and values of filter fields while an expression is written. The edit owns it.
class FilterCompleter final : public QObject {
    Q_OBJECT

public:
    explicit FilterCompleter(QLineEdit* edit);

Q_SIGNALS:
    void completed(); ///< a candidate was taken

private:
    void offer();
    void insert(const QString& candidate);

    QLineEdit* m_edit;
    QStringListModel* m_candidates;
    QCompleter* m_completer;
};

} // namespace kaunt
