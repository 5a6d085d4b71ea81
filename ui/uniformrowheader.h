// SPDX-License-Identifier: MIT
#pragma once

#include <QHeaderView>

namespace kaunt {

/// The hidden vertical header of a table whose rows all have one height. QHeaderView keeps a section for each row and
/// looks at all of them for each range of rows that comes, goes or moves, which takes longer than a frame where there
/// are a million. As one section is like the other, in this one they come and go at the end. GUI thread.
class UniformRowHeader final : public QHeaderView {
    Q_OBJECT

public:
    explicit UniformRowHeader(QWidget* parent = nullptr);

    void setModel(QAbstractItemModel* model) override;

private:
    void follow();
};

} // namespace kaunt
