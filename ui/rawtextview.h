// SPDX-License-Identifier: MIT
#pragma once

#include "ui/showntext.h"

#include <QPlainTextEdit>

namespace kaunt {

/// A body as plain text, read-only, with control and bidi characters visible; what is copied is the true text. Finds,
/// and knows which byte of the body stands where. GUI thread.
class RawTextView final : public QPlainTextEdit {
    Q_OBJECT

public:
    explicit RawTextView(QWidget* parent = nullptr);

    void setText(ShownText text);
    /// Selects these bytes and scrolls to them.
    void selectBytes(qsizetype offset, qsizetype length);

    /// Finds without regard to letter case and goes to the first hit from where the cursor is.
    void search(const QString& text);
    void findNext();
    void findPrevious();
    [[nodiscard]] int hitCount() const { return static_cast<int>(m_hits.size()); }
    [[nodiscard]] int currentHit() const { return m_currentHit; } ///< from 0; -1 where there is none
    [[nodiscard]] static int mostHits();                          ///< no more are looked for

Q_SIGNALS:
    /// The user put the cursor there.
    void byteChosen(qsizetype offset);
    void hitsChanged();
    /// A hit was gone to; it begins with this byte.
    void hitShown(qsizetype offset);

protected:
    QMimeData* createMimeDataFromSelection() const override;

private:
    void showHit(int hit);
    void markHits();
    void select(qsizetype begin, qsizetype end);

    ShownText m_text;
    QString m_searched;
    QList<qsizetype> m_hits; ///< in the decoded text
    int m_currentHit = -1;
    bool m_isSelecting = false; ///< the cursor moves by our doing
};

} // namespace kaunt
