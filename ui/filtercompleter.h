// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QStringList>

#include <optional>

class QCompleter;
class QLineEdit;
class QStringListModel;

namespace kaunt {

class LogReader;

/// The part of a filter expression that is being written at a place, and what it could become.
struct FilterCompletion {
    qsizetype start = 0;    ///< of the part that a candidate replaces
    QString written;        ///< that part
    QStringList candidates; ///< "type:", or "verified " for a value
    QString field;          ///< whose value is being written; empty at a field's name
    QString part;           ///< of the value, without quotes

    bool operator==(const FilterCompletion&) const = default;
};

/// Pure. A field's name at the start of a term, one of its values behind the colon or a bar, be it begun with a quote;
/// nothing within a quoted free text.
[[nodiscard]] FilterCompletion filterCompletion(const QString& expression, qsizetype cursor);

/// Offers the names of filter fields and their values while an expression is written: the fixed ones at once, those
/// that the log has seen as its reader finds them, the latest first. Down offers what there is where nothing is written
/// yet. The edit owns it; GUI thread.
class FilterCompleter final : public QObject {
    Q_OBJECT

public:
    explicit FilterCompleter(QLineEdit* edit);

    /// Whom to ask what was seen; it outlives this.
    void setReader(LogReader& reader) { m_reader = &reader; }

    /// Whether Enter would take a candidate.
    [[nodiscard]] bool isChoosing() const;

Q_SIGNALS:
    void completed(); ///< a candidate was taken

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void offer(bool isAskedFor);
    void askSeen();
    void askSeenBefore(qint64 number);
    void showSeen(const QStringList& values);
    void show(const QStringList& candidates, qsizetype start);
    void insert(const QString& candidate);

    QLineEdit* m_edit;
    QStringListModel* m_candidates;
    QCompleter* m_completer;
    LogReader* m_reader = nullptr;
    bool m_isChosen = false; ///< the user went to one of the candidates
    FilterCompletion m_offered;
    std::optional<FilterCompletion> m_asked; ///< what the reader is looking for
    QStringList m_seen;                      ///< that it has found so far
};

} // namespace kaunt
