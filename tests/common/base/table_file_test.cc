// SPDX-License-Identifier: Apache-2.0
#include "common/base/table_file.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "common/base/errors.h"
#include "tests/support/status_matchers.h"

namespace jiedui {
namespace {

using absl::StatusCode;
using testing::HasSubstr;
using testing::Not;

struct Words {
  std::string text;

  Words With(const Words& changes) const { return {text + "+" + changes.text}; }
};

absl::StatusOr<Words> ParseWords(absl::string_view text) {
  if (text == "bad lines") return InvalidFields({{"line 2", "has 1 field"}, {"line 3", "has 9 fields"}});
  if (text == "bad") return absl::InvalidArgumentError("is no table");
  return Words{std::string(text)};
}

class TableFile : public testing::Test {
 protected:
  ~TableFile() override { std::filesystem::remove(path_); }

  absl::StatusOr<Words> Load(const std::string& text) {
    std::ofstream(path_, std::ios::binary) << text;
    return LoadTable("shipped", ParseWords, path_);
  }

  const std::string path_ = testing::TempDir() + "/table_file_test.csv";
};

TEST_F(TableFile, AddsToWhatIsShipped) {
  EXPECT_EQ(LoadTable("shipped", ParseWords, "")->text, "shipped");
  EXPECT_EQ(Load("local")->text, "shipped+local");
}

TEST_F(TableFile, WhatIsWrongIsSaidInOneLineWithTheFile) {
  EXPECT_THAT(Load("bad lines"),
              StatusIs(StatusCode::kInvalidArgument,
                       HasSubstr("table_file_test.csv: line 2: has 1 field; 1 more lines are wrong")));
  EXPECT_THAT(Load("bad"), StatusIs(StatusCode::kInvalidArgument, HasSubstr("table_file_test.csv: is no table")));
  EXPECT_THAT(LoadTable("bad", ParseWords, "/nowhere/x.csv").status().message(), Not(HasSubstr("nowhere")));
}

TEST_F(TableFile, ThatCannotBeReadIsRefused) {
  for (const std::string& path : {std::string("/nowhere/x.csv"), testing::TempDir()})
    EXPECT_THAT(LoadTable("shipped", ParseWords, path),
                StatusIs(StatusCode::kInvalidArgument, HasSubstr(path + ": cannot be read")));
}

}  // namespace
}  // namespace jiedui
