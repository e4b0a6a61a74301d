// SPDX-License-Identifier: Apache-2.0
// The order of a stream's rows where the store turns one of them down.
#include <optional>
#include <utility>

#include "common/base/errors.h"
#include "common/rpc/bulk_call.h"
#include "tests/common/rpc/bulk_rows.h"

namespace jiedui::rpc {
namespace {

// Turns the second command down, as a full queue does, but says so only when the third one has been run.
class TurnsOneDown final : public store::Store {
 public:
  explicit TurnsOneDown(const Clock& clock) : base_(store::NewMemoryStore(clock)) {}

  void Mutate(store::Command command) override {
    ++commands_;
    if (commands_ == 2) {
      turned_down_ = std::move(command);
      return;
    }
    base_->Mutate(std::move(command));
    if (commands_ == 3) turned_down_->done(Overloaded("OVERLOADED", "the queue is full", absl::Milliseconds(1)));
  }
  std::unique_ptr<store::Snapshot> NewSnapshot(store::ReadTier tier) const override { return base_->NewSnapshot(tier); }
  store::StoreInfo Info() const override { return base_->Info(); }
  std::shared_ptr<void> AddCommitListener(std::function<void(uint64_t)> listener) override {
    return base_->AddCommitListener(std::move(listener));
  }
  absl::StatusOr<bool> Trim(absl::Time now) override { return base_->Trim(now); }
  void Close() override { base_->Close(); }

  int commands() const { return commands_; }

 private:
  const std::unique_ptr<store::Store> base_;
  std::optional<store::Command> turned_down_;
  int commands_ = 0;
};

TEST(BulkOrder, NoRowPassesOneThatTheStoreTurnedDown) {
  const SystemClock clock;
  TurnsOneDown store(clock);
  std::vector<Service> services = {NewPersonService({}), NewChangeService({})};
  const auto server = Server::Start(QuickOptions(), std::move(services), store, clock);
  ASSERT_TRUE(server.ok()) << server.status();
  const auto stub = v1::PersonService::NewStub(NewChannel(absl::StrCat("127.0.0.1:", (*server)->port())));
  grpc::ClientContext context;
  SetTimeout(context, absl::Seconds(60));
  v1::ImportPersonsResponse answer;
  const auto writer = stub->ImportPersons(&context, &answer);
  for (int i = 1; i <= 3; ++i) ASSERT_TRUE(writer->Write(Row("same", absl::StrCat("name ", i))));
  writer->WritesDone();
  ASSERT_TRUE(writer->Finish().ok());
  EXPECT_EQ(answer.summary().created(), 1);
  EXPECT_EQ(answer.summary().updated(), 2);
  EXPECT_GT(store.commands(), 3);
  const auto person = Call(*stub, &PersonStub::GetPerson, PersonNamed("persons/same"));
  ASSERT_TRUE(person.ok()) << person.status();
  EXPECT_EQ(person->display_name(), "name 3");
}

}  // namespace
}  // namespace jiedui::rpc
