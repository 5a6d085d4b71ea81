// SPDX-License-Identifier: MIT
#pragma once

#include "ui/findtarget.h"
#include "ui/showntext.h"
#include "ui/unescapedtext.h"

#include <QPlainTextEdit>

#include <optional>

class QTimer;

namespace kaunt {

/// A body as plain text, read-only, with control and bidi characters visible; what is copied is the true text. Finds it
/// as it stands and as its escapes are meant, and knows which byte of the body stands where. Of a text of many lines
/// the first are there at once, the others come while nothing else is to be done, or when they are gone to. GUI thread.
class RawTextView final : public QPlainTextEdit, public FindTarget {
    Q_OBJECT

public:
    enum class Escapes { None, Json, Form }; ///< that stand for something else where people read it

    explicit RawTextView(QWidget* parent = nullptr);

    void setText(ShownText text, Escapes escapes = Escapes::None); ///< nothing is found in it yet
    /// Selects these bytes and scrolls to them.
    void selectBytes(qsizetype offset, qsizetype length);

    void search(const QString& text) override;
    [[nodiscard]] int hitCount() const override { return static_cast<int>(m_hits.size()); }
    [[nodiscard]] int currentHit() const override { return m_currentHit; }

Q_SIGNALS:
    /// The user put the cursor there.
    void byteChosen(qsizetype offset);
    /// A hit was gone to; it begins with this byte.
    void hitShown(qsizetype offset);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    QMimeData* createMimeDataFromSelection() const override;
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showHit(int hit) override;
    [[nodiscard]] bool isAt(int hit) const override;
    [[nodiscard]] int hitFromHere() const override;

private:
    struct Hit { ///< in the decoded text
        qsizetype begin = 0;
        qsizetype end = 0;
    };

    [[nodiscard]] static QList<Hit> occurrences(const QString& text, const QString& in);
    [[nodiscard]] QList<Hit> hitsOf(const QString& text);
    void markHits();
    void select(qsizetype begin, qsizetype end);
    void addPortion();
    void addUpTo(qsizetype position);

    ShownText m_text;
    Escapes m_escapes = Escapes::None;
    std::optional<UnescapedText> m_unescaped; ///< once something was searched for
    QList<Hit> m_hits;
    int m_currentHit = -1;
    qsizetype m_added = 0; ///< so much of what is shown is in the document
    QTimer* m_adding;
    bool m_isSelecting = false; ///< the cursor moves by our doing
};

} // namespace kaunt
