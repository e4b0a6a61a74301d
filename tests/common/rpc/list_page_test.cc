// SPDX-License-Identifier: Apache-2.0
#include "common/rpc/list_page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>

#include "absl/strings/str_format.h"
#include "common/store/memory/memory_store.h"
#include "common/store/table.h"
#include "jiedui/registry/storage/v1/records.pb.h"
#include "jiedui/registry/v1/person_service.pb.h"
#include "tests/support/fake_clock.h"
#include "tests/support/status_details.h"
#include "tests/support/status_matchers.h"

namespace jiedui::rpc {
namespace {

using registry::storage::v1::PersonRecord;
using registry::v1::ListPersonsRequest;
using registry::v1::ListPersonsResponse;
using registry::v1::Person;
using store::Transaction;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr absl::string_view kPrefix = "p/";
constexpr absl::string_view kIndexPrefix = "p-by-specialty/";

std::string NameOf(int number) { return absl::StrFormat("persons/p-%05d", number); }

class ListPageTest : public testing::Test {
 protected:
  // Commands are bounded, so that many rows go in several.
  void Put(int first, int count, const std::string& specialty = "骨科", size_t padding = 0) {
    for (int next = first; next < first + count;) {
      const int end = std::min(next + (padding > 0 ? 1 : 20), first + count);
      Mutate([&](Transaction& txn) -> absl::StatusOr<std::string> {
        for (; next < end; ++next) {
          PersonRecord record;
          record.mutable_person()->set_name(NameOf(next));
          record.mutable_person()->set_specialty(specialty);
          record.mutable_person()->set_display_name(std::string(padding, 'x'));
          record.set_creator("tester");
          RETURN_IF_ERROR(table_.Put(txn, record));
        }
        return "";
      });
    }
  }

  void Change(int number, const std::function<void(PersonRecord&)>& change) {
    Mutate([&](Transaction& txn) -> absl::StatusOr<std::string> {
      ASSIGN_OR_RETURN(std::optional<PersonRecord> record, table_.Find(txn, NameOf(number)));
      change(*record);
      RETURN_IF_ERROR(table_.Put(txn, *record));
      return "";
    });
  }

  void Mutate(const std::function<absl::StatusOr<std::string>(Transaction&)>& decide) {
    ASSERT_THAT(store::MutateAndWait(*store_, {.method = "/m", .actor = "tester", .decide = decide}), IsOk());
  }

  absl::StatusOr<ListPersonsResponse> List(const ListPersonsRequest& request) { return ListFrom(Rows(), request); }

  absl::StatusOr<ListPersonsResponse> ListFrom(const ListSource& source, const ListPersonsRequest& request) {
    const auto snapshot = store_->NewSnapshot(store::ReadTier::kDisk);
    const store::StoreInfo info = store_->Info();
    const ReadContext context{.snapshot = *snapshot, .store = info, .call = call_, .now = clock_.Now()};
    ASSIGN_OR_RETURN(const Encoded encoded, ListPage(context, request, source, Person::default_instance()));
    ListPersonsResponse response;
    EXPECT_TRUE(response.ParseFromString(encoded.bytes));
    return response;
  }

  static ListSource Rows() {
    return {.range = store::PrefixRange(kPrefix),
            .row_prefix = std::string(kPrefix),
            .hidden_by_field = Person::kDeleteTimeFieldNumber};
  }
  static ListSource Indexed(const std::string& specialty) {
    return {.range = store::IndexRange(kIndexPrefix, specialty),
            .row_prefix = std::string(kPrefix),
            .index_prefix = std::string(kIndexPrefix),
            .hidden_by_field = Person::kDeleteTimeFieldNumber};
  }

  // Names on all pages; each page's size goes to `sizes_`.
  std::vector<std::string> ListAll(const ListSource& source, ListPersonsRequest request) {
    std::vector<std::string> names;
    do {
      const auto page = ListFrom(source, request);
      EXPECT_THAT(page, IsOk());
      if (!page.ok()) return names;
      for (const Person& person : page->persons()) names.push_back(person.name());
      sizes_.push_back(page->persons_size());
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    return names;
  }

  FakeClock clock_;
  std::unique_ptr<store::Store> store_ = store::NewMemoryStore(clock_);
  const store::Table<PersonRecord> table_{
      {.prefix = std::string(kPrefix),
       .key_of = [](const PersonRecord& record) { return record.person().name(); },
       .indexes = {{.prefix = std::string(kIndexPrefix), .values = [](const PersonRecord& record) {
                      return std::vector<std::string>{record.person().specialty()};
                    }}}}};
  CallInfo call_{.method = "/jiedui.registry.v1.PersonService/ListPersons"};
  std::vector<int> sizes_;
};

ListPersonsRequest Request(int page_size, const std::string& filter = "") {
  ListPersonsRequest request;
  request.set_page_size(page_size);
  request.set_filter(filter);
  return request;
}

std::vector<std::string> Names(int first, int count) {
  std::vector<std::string> names;
  for (int i = first; i < first + count; ++i) names.push_back(NameOf(i));
  return names;
}

TEST_F(ListPageTest, EmptyStoreIsOneEmptyPage) {
  const auto page = List(Request(0));
  ASSERT_THAT(page, IsOk());
  EXPECT_THAT(page->persons(), IsEmpty());
  EXPECT_EQ(page->next_page_token(), "");
}

TEST_F(ListPageTest, PagesTogetherAreEveryRowOnceInOrder) {
  Put(0, 95);
  EXPECT_EQ(ListAll(Rows(), Request(10)), Names(0, 95));
  EXPECT_THAT(sizes_, ElementsAre(10, 10, 10, 10, 10, 10, 10, 10, 10, 5));
}

TEST_F(ListPageTest, LastFullPageHasNoToken) {
  Put(0, 20);
  EXPECT_EQ(ListAll(Rows(), Request(10)), Names(0, 20));
  EXPECT_THAT(sizes_, ElementsAre(10, 10));
}

TEST_F(ListPageTest, SizeHasADefaultAndAMaximum) {
  Put(0, 1001);
  EXPECT_THAT(List(Request(0))->persons(), SizeIs(kPageSizeDefault));
  EXPECT_THAT(List(Request(5000))->persons(), SizeIs(kPageSizeMax));
  EXPECT_THAT(FieldProblems(List(Request(-1)).status()), ElementsAre("page_size: must be 0 or more, got -1"));
}

TEST_F(ListPageTest, ResourcesAreWholeAndNothingElseOfTheRecordIsTold) {
  Put(7, 1);
  const auto page = List(Request(0));
  ASSERT_THAT(page->persons(), SizeIs(1));
  EXPECT_EQ(page->persons(0).specialty(), "骨科");
  EXPECT_EQ(page->ByteSizeLong(), page->persons(0).ByteSizeLong() + 2);
}

TEST_F(ListPageTest, FilterLeavesOutWhatDoesNotMatch) {
  Put(0, 30, "骨科");
  Put(30, 5, "内科");
  Put(35, 30, "骨科");
  EXPECT_EQ(ListAll(Rows(), Request(2, "specialty = \"内科\"")), Names(30, 5));
}

TEST_F(ListPageTest, BadFilterIsRefused) {
  EXPECT_THAT(List(Request(0, "nickname = x")), FailsWith(absl::StatusCode::kInvalidArgument, "INVALID_FIELD"));
}

TEST_F(ListPageTest, HiddenRowsAreShownOnlyOnRequest) {
  Put(0, 3);
  Change(1, [](PersonRecord& record) { record.mutable_person()->mutable_delete_time()->set_seconds(9); });
  EXPECT_THAT(ListAll(Rows(), Request(0)), ElementsAre(NameOf(0), NameOf(2)));
  ListPersonsRequest all = Request(0);
  all.set_show_deleted(true);
  EXPECT_EQ(ListAll(Rows(), all), Names(0, 3));
}

TEST_F(ListPageTest, IndexLeadsToItsRows) {
  Put(0, 10, "骨科");
  Put(10, 10, "内科");
  EXPECT_EQ(ListAll(Indexed("内科"), Request(3)), Names(10, 10));
  EXPECT_THAT(sizes_, ElementsAre(3, 3, 3, 1));
  EXPECT_THAT(ListAll(Indexed("外科"), Request(3)), IsEmpty());
}

TEST_F(ListPageTest, IndexRowWithoutItsRowIsDamage) {
  Mutate([](Transaction& txn) -> absl::StatusOr<std::string> {
    RETURN_IF_ERROR(txn.Stage(store::Family::kIndex, store::IndexKey(kIndexPrefix, "内科", "persons/lost"), ""));
    return "";
  });
  EXPECT_THAT(ListFrom(Indexed("内科"), Request(0)), StatusIs(absl::StatusCode::kDataLoss));
}

TEST_F(ListPageTest, RowThatIsNoResourceIsDamage) {
  Put(0, 1);
  Mutate([](Transaction& txn) -> absl::StatusOr<std::string> {
    RETURN_IF_ERROR(txn.PutRow({.key = "p/persons/p-1", .after = "\x0a\x04 \xff\xff\xff"}));
    return "";
  });
  EXPECT_THAT(List(Request(0, "specialty = \"内科\"")), StatusIs(absl::StatusCode::kDataLoss));
}

TEST_F(ListPageTest, PagesAreStableWhileRowsComeAndGo) {
  Put(0, 20);
  const auto first = List(Request(10));
  Mutate([this](Transaction& txn) -> absl::StatusOr<std::string> {
    RETURN_IF_ERROR(table_.Delete(txn, NameOf(9)));
    RETURN_IF_ERROR(table_.Delete(txn, NameOf(10)));
    return "";
  });
  Put(20, 1);
  ListPersonsRequest request = Request(100);
  request.set_page_token(first->next_page_token());
  EXPECT_EQ(ListAll(Rows(), request), Names(11, 10));
}

TEST_F(ListPageTest, BigRowsMakeShortPages) {
  Put(0, 10, "骨科", 400'000);
  EXPECT_EQ(ListAll(Rows(), Request(0)), Names(0, 10));
  EXPECT_THAT(sizes_, ElementsAre(7, 3));
}

TEST_F(ListPageTest, ScanOfManyRowsEndsInAShortPageWithAToken) {
  Put(0, kRowsScannedPerPageMax + 1);
  const auto page = List(Request(0, "specialty = \"内科\""));
  EXPECT_THAT(page->persons(), IsEmpty());
  EXPECT_NE(page->next_page_token(), "");
  EXPECT_THAT(ListAll(Rows(), Request(0, "specialty = \"内科\"")), IsEmpty());
  EXPECT_THAT(sizes_, ElementsAre(0, 0));
}

TEST_F(ListPageTest, TokenIsBoundToItsRequest) {
  Put(0, 20);
  ListPersonsRequest request = Request(5);
  request.set_page_token(List(request)->next_page_token());
  request.set_page_size(7);
  EXPECT_THAT(List(request), IsOk());
  request.set_show_deleted(true);
  EXPECT_THAT(List(request), FailsWith(absl::StatusCode::kInvalidArgument, "PAGE_TOKEN_INVALID"));
  request.set_show_deleted(false);
  call_.method = "/jiedui.registry.v1.PersonService/Other";
  EXPECT_THAT(List(request), FailsWith(absl::StatusCode::kInvalidArgument, "PAGE_TOKEN_INVALID"));
}

TEST_F(ListPageTest, TokenExpiresAndGarbageIsRefused) {
  Put(0, 20);
  ListPersonsRequest request = Request(5);
  request.set_page_token(List(request)->next_page_token());
  clock_.Advance(absl::Hours(72));
  EXPECT_THAT(FieldProblems(List(request).status()), ElementsAre(HasSubstr("page_token: is older than 72 hours")));
  request.set_page_token("garbage");
  EXPECT_THAT(List(request), FailsWith(absl::StatusCode::kInvalidArgument, "PAGE_TOKEN_INVALID"));
}

}  // namespace
}  // namespace jiedui::rpc
