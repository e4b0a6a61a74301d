// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/tools/html.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace jiedui::scheduler {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(Escaped, LeavesNoMarkup) {
  EXPECT_EQ(Escaped("<script>\"a\" & 'b'</script>"), "&lt;script&gt;&quot;a&quot; &amp; &#39;b&#39;&lt;/script&gt;");
  EXPECT_EQ(Escaped("&lt;"), "&amp;lt;");
}

TEST(Escaped, KeepsEveryScript) { EXPECT_EQ(Escaped("𠮷田 阿依古丽·买买提 䶮"), "𠮷田 阿依古丽·买买提 䶮"); }

TEST(Escaped, ControlCharactersAreReplaced) {
  EXPECT_EQ(Escaped(absl::string_view("a\0b\x1B\x7F", 5)), "a\uFFFDb\uFFFD\uFFFD");
  EXPECT_EQ(Escaped("a\tb\nc"), "a\tb\nc");
}

TEST(Both, MarksEachLanguage) {
  EXPECT_EQ(Both({"人 <1>", "persons"}), "<span lang=\"zh-CN\">人 &lt;1&gt;</span><span lang=\"en\">persons</span>");
}

TEST(Both, SaysTheSameWordsOnce) { EXPECT_EQ(Both({"300", "300"}), "300"); }

TEST(Bar, StaysWithinItsWidth) {
  EXPECT_THAT(Bar(66.666), HasSubstr("class=\"fill\" width=\"66.67%\""));
  EXPECT_THAT(Bar(250), HasSubstr("class=\"fill\" width=\"100%\""));
  EXPECT_THAT(Bar(0), Not(HasSubstr("fill")));
}

TEST(Bar, HasAMarkWhereOneIsAskedFor) {
  EXPECT_THAT(Bar(10, 66.5), HasSubstr("<line class=\"mark\" x1=\"66.5%\" x2=\"66.5%\""));
  EXPECT_THAT(Bar(10), Not(HasSubstr("mark")));
}

TEST(Decimal, HasNoNeedlessDigits) {
  EXPECT_EQ(Decimal(0), "0");
  EXPECT_EQ(Decimal(100), "100");
  EXPECT_EQ(Decimal(33.3333), "33.33");
  EXPECT_EQ(Decimal(12.5), "12.5");
}

}  // namespace
}  // namespace jiedui::scheduler
