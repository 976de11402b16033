export default function Admin() {
  return (
    <main>
      <h1>Administration</h1>
    </main>
  );
}
