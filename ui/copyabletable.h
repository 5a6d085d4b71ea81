// SPDX-License-Identifier: MIT
#pragma once

#include <QTableView>

#include <functional>

namespace kaunt {

class RowHeight;

/// The role under which a model gives a cell's true text, as it is copied; where it has none, the display text is.
inline constexpr int trueTextRole = Qt::UserRole + 0x100;
/// The role for a cell as a spreadsheet of the user's language takes it: an amount with the language's separators and
/// without its currency. Where a model has none, the true text is. Headings have the role, too, where they are others
/// than those shown; a list of them makes several columns of one, whose cells then are lists.
inline constexpr int tableTextRole = Qt::UserRole + 0x101;

/// A read-only table of plain text whose cells, rows or whole can be copied as they came, tab-separated. Ctrl+C copies
/// the current cell, or the selected rows where more than one is selected; the context menu, a ValueMenu, has all
/// three, copies the whole with its headings for a spreadsheet, and shows a value that is too long for its cell as a
/// whole. Tab leaves the table. GUI thread; the model is the caller's.
class CopyableTable final : public QTableView {
    Q_OBJECT

public:
    /// `name` is for assistive technology.
    CopyableTable(const QString& objectName, const QString& name, QWidget* parent = nullptr);

    enum class LastColumn {
        Whole, ///< as wide as what stands in it
        Rest,  ///< what is left of the table, where its header stretches it
    };
    /// The model, and columns as wide as their first rows need: a long text takes no more than most of the table, and
    /// of the room that is left what it needs, also as the table becomes wider, until somebody sets a width himself.
    void setTableModel(QAbstractItemModel* model);
    /// Anew, to what stands in the rows by now, whoever has set a width.
    void fitColumns(LastColumn last = LastColumn::Whole);
    void setTextLinesPerRow(int lines);
    /// What is told in the place of rows.
    void setEmptyText(const QString& text);

    void copyValue() const;
    void copyRow() const;
    void copyAll() const;
    void copyTable() const; ///< what isn't hidden, with headings, tab-separated and as HTML, by tableTextRole
    void showWholeValue();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void giveRoom();
    void addMenuAction(const QString& objectName, const QString& text, const std::function<void()>& run);
    void copySelection() const;
    void makeMenu();
    [[nodiscard]] QString rowText(int row) const;

    void describe();

    RowHeight* m_rowHeight;
    QString m_emptyText;
    QList<int> m_wanted; ///< the columns' widths where nothing is cut; empty where they are left alone
    bool m_isFitting = false;
};

/// The true text of a cell.
[[nodiscard]] QString trueText(const QModelIndex& index);

} // namespace kaunt
